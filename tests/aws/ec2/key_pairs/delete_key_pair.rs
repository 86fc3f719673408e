use crate::support::{Answer, Twin};

/// A world with a key pair, and that key pair's id.
fn world() -> (Twin, String) {
    let twin = Twin::empty();
    let id = twin.ec2("CreateKeyPair&KeyName=me&KeyType=ed25519").one("keyPairId");
    (twin, id)
}

fn delete(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("DeleteKeyPair{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_id() {
        insta::assert_snapshot!(delete(&world().0, "&KeyName=me").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteKeyPairResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><keyPairId>key-01203828746c4d98f</keyPairId></DeleteKeyPairResponse>
        "#);
    }

    #[test]
    fn the_answer_for_a_key_pair_that_is_not_there() {
        insta::assert_snapshot!(delete(&world().0, "&KeyName=you").ok(), @r#"
<?xml version="1.0" encoding="UTF-8"?>
<DeleteKeyPairResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return></DeleteKeyPairResponse>
"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_request_names_a_key_pair_in_one_way() {
        let (twin, id) = world();
        assert_eq!(delete(&twin, "").error().1, "MissingParameter");
        assert_eq!(delete(&twin, "&KeyName=me&Colour=red").error().1, "UnknownParameter");
        assert_eq!(delete(&twin, "&KeyName=me&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DescribeKeyPairs").one("keyPairId"), id, "nothing has changed");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_id_goes_before_the_name() {
        let (twin, id) = world();
        let absent = delete(&twin, "&KeyName=me&KeyPairId=key-0ffffffffffffffff");
        assert_eq!((absent.one("return"), absent.all("keyPairId").len()), ("true".into(), 0));
        assert_eq!(twin.ec2("DescribeKeyPairs").one("keyPairId"), id, "the name was ignored");
        assert_eq!(delete(&twin, &format!("&KeyName=you&KeyPairId={id}")).one("keyPairId"), id);
    }

    #[test]
    fn it_is_gone_and_may_go_again() {
        for by_id in [false, true] {
            let (twin, id) = world();
            let more = if by_id { format!("&KeyPairId={id}") } else { "&KeyName=me".to_owned() };
            assert_eq!(delete(&twin, &more).one("keyPairId"), id);
            assert!(twin.ec2("DescribeKeyPairs").ok().contains("<keySet/>"));
            assert_eq!(delete(&twin, &more).all("keyPairId").len(), 0);
        }
    }
}
