use super::*;

mod reading {
    use super::*;

    #[test]
    fn credentials_for_an_hour() {
        let answer = call(&Twin::empty(), "GetSessionToken", "&DurationSeconds=7200", &[]);
        assert!(answer.one("AccessKeyId").starts_with("ASIA"));
        assert_eq!(answer.one("Expiration"), "2026-11-21T09:00:00Z", "the most for a root user");
    }
}

mod validation {
    use super::*;

    #[test]
    fn times_are_good_and_sessions_get_none() {
        let twin = Twin::empty();
        for seconds in ["899", "129601", "x"] {
            let answer = call(&twin, "GetSessionToken", &format!("&DurationSeconds={seconds}"), &[]);
            assert_eq!(answer.error().0, 400, "{seconds}");
        }
        let key = call(&twin, "GetSessionToken", "", &[]).one("AccessKeyId");
        let again = call(&twin, "GetSessionToken", "", &[("authorization", &signed(&key, "sts"))]);
        let text = "Cannot call GetSessionToken with session credentials";
        assert_eq!(again.error(), (403, "AccessDenied".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_the_account_s() {
        let twin = Twin::empty();
        let of_account = [("authorization", &*signed("111122223333", "sts"))];
        let key = call(&twin, "GetSessionToken", "&DurationSeconds=900", &of_account).one("AccessKeyId");
        let identity = call(&twin, "GetCallerIdentity", "", &[("authorization", &signed(&key, "sts"))]);
        assert_eq!((identity.one("Account"), identity.one("UserId")), ("111122223333".into(), "111122223333".into()));
        twin.advance("15m");
        let late = call(&twin, "GetCallerIdentity", "", &[("authorization", &signed(&key, "sts"))]);
        assert_eq!(late.error().1, "RequestExpired");
    }
}
