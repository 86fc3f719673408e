use super::{UBUNTU, WINDOWS, check, names, refusal, ssm};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

fn get(twin: &Twin, body: &Value) -> Answer {
    ssm(twin, "GetParametersByPath", body)
}

mod reading {
    use super::*;

    #[test]
    fn those_directly_under_a_path() {
        let twin = Twin::empty();
        let linux = "/aws/service/ami-amazon-linux-latest";
        let answer = get(&twin, &json!({ "Path": linux }));
        let kernels = ["kernel-6.1-arm64", "kernel-6.1-x86_64", "kernel-default-arm64", "kernel-default-x86_64"];
        assert_eq!(names(&answer), kernels.map(|kernel| format!("{linux}/al2023-ami-{kernel}")));
        assert_eq!(answer.json()["Parameters"][3]["Value"], "ami-0abcdef1234567890");
        assert_eq!(answer.json()["NextToken"], Value::Null);
        assert_eq!(names(&get(&twin, &json!({ "Path": format!("{linux}/") }))).len(), 4);
        for path in ["/aws/service", "/aws/service/ami-amazon", "/", WINDOWS] {
            assert!(names(&get(&twin, &json!({ "Path": path }))).is_empty(), "{path}");
        }
    }

    #[test]
    fn or_all_under_it() {
        let twin = Twin::empty();
        let all = names(&get(&twin, &json!({ "Path": "/", "Recursive": true })));
        assert!(all.is_sorted() && all.iter().any(|name| name == UBUNTU) && all.len() == 7, "{all:?}");
        let canonical = json!({ "Path": "/aws/service/canonical", "Recursive": true });
        assert_eq!(names(&get(&twin, &canonical)).len(), 2);
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        let page = |token: &Value| {
            let body = json!({ "Path": "/aws", "Recursive": true, "MaxResults": 3, "NextToken": token });
            get(&twin, &body)
        };
        let (mut found, mut token, mut pages) = (Vec::new(), Value::Null, 0);
        loop {
            let answer = page(&token);
            found.extend(names(&answer));
            (token, pages) = (answer.json()["NextToken"].clone(), pages + 1);
            if token.is_null() {
                break;
            }
        }
        assert_eq!(pages, 3);
        assert_eq!(found, names(&get(&twin, &json!({ "Path": "/aws", "Recursive": true }))));
    }
}

mod validation {
    use super::*;

    #[test]
    fn paths_sizes_and_tokens() {
        let twin = Twin::empty();
        assert_eq!(refusal(&get(&twin, &json!({}))), check("Value null at 'path'", "not be null"));
        assert_eq!(
            refusal(&get(&twin, &json!({ "Path": "aws" }))),
            check("Value 'aws' at 'path'", "start with a slash")
        );
        for size in [-1, 0, 11] {
            let what = format!("Value '{size}' at 'maxResults'");
            let body = json!({ "Path": "/", "MaxResults": size });
            assert_eq!(refusal(&get(&twin, &body)), check(&what, "have value between 1 and 10"));
        }
        let token = json!({ "Path": "/", "NextToken": "x" });
        assert_eq!(
            refusal(&get(&twin, &token)),
            ("InvalidNextToken".into(), "The specified token isn't valid.".into())
        );
        let filters = json!({ "Path": "/", "ParameterFilters": [{ "Key": "Type", "Values": ["String"] }] });
        assert_eq!(refusal(&get(&twin, &filters)).0, "UnsupportedOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_read_changes_nothing() {
        let twin = Twin::empty();
        let body = json!({ "Path": "/aws", "Recursive": true });
        let first = get(&twin, &body);
        twin.advance("24h");
        assert_eq!(get(&twin, &body).ok(), first.ok());
    }
}
