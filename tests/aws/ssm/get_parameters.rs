use super::{AL2023, UBUNTU, WINDOWS, check, names, refusal, ssm};
use crate::support::{Answer, Twin};
use serde_json::json;

fn get(twin: &Twin, names: &[&str]) -> Answer {
    ssm(twin, "GetParameters", &json!({ "Names": names }))
}

mod reading {
    use super::*;

    #[test]
    fn what_there_is_and_what_there_is_not() {
        let answer = get(&Twin::empty(), &[WINDOWS, "/a", &format!("{AL2023}:1"), &format!("{UBUNTU}:7")]);
        assert_eq!(names(&answer), [AL2023, WINDOWS]);
        assert_eq!(answer.json()["InvalidParameters"], json!(["/a", format!("{UBUNTU}:7")]));
        assert_eq!(answer.json()["Parameters"][0]["Selector"], ":1");
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_are_one_to_ten() {
        let twin = Twin::empty();
        let none = check("Value null at 'names'", "not be null");
        assert_eq!(refusal(&get(&twin, &[])), none);
        assert_eq!(refusal(&ssm(&twin, "GetParameters", &json!({}))), none);
        assert_eq!(names(&get(&twin, &[AL2023; 10])).len(), 10);
        let what = format!("Value '[{}]' at 'names'", ["/a"; 11].join(", "));
        assert_eq!(refusal(&get(&twin, &["/a"; 11])), check(&what, "have length less than or equal to 10"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_read_changes_nothing() {
        let twin = Twin::empty();
        let first = get(&twin, &[AL2023]);
        twin.advance("24h");
        assert_eq!(get(&twin, &[AL2023]).ok(), first.ok());
    }
}
