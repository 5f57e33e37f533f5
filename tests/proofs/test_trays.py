from datetime import date

from tests.proofs.trays import live_through


def test_in_some_weeks_no_link_outlives_its_end_and_no_card_points_at_somebody(database):
    told = live_through(database, start=date(2027, 3, 15), days=12, seed=5)

    assert told["openings"] > 5 and told["cards_shown"] > 5
