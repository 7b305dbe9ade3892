from paywall import PAYWALL

from cleannews import clean

PAGE = "Pier closed\n\nThe pier is closed until May.\n\nAlready a subscriber? Sign in.\n"


def test_the_notice_goes() -> None:
    removed = clean(PAGE, own=[PAYWALL], explain=True).removed
    assert ("paywall/subscribers", "Already a subscriber? Sign in.") in [(cut.rule, cut.text) for cut in removed]
