"""The edits of places, leerwerkplekken and what is planned there: each its door, who opens which page, and what changes meanwhile."""

PLACE = "UPDATE training_place SET goals = 'Heel iets anders'"
MENTOR = "UPDATE mentor SET function = 'Iemand anders'"

# What has to be there before the rarer edits are asked at all.
FIRST = (
    "INSERT INTO start_group (training_place_id, starts_on, size) SELECT id, '2026-10-05', 2 FROM training_place",
    "INSERT INTO mentor_absence (mentor_id, first_day, last_day) SELECT id, '2027-03-01', '2027-03-05' FROM mentor",
    "UPDATE vacancy SET status = 'gesloten' WHERE reference = '{closed}'",
)

WISH = "UPDATE place_wish SET note = 'Heel iets anders'"

AT_TRAINING = (
    (
        "place_wishes.ask",
        "employer",
        "/plekken/{place}/wijziging/vragen",
        "UPDATE vacancy SET title = 'Heel iets anders'",
    ),
    ("place_wishes.take_over", "manager", "/plekken/{wish}/wijziging", WISH),
    ("place_wishes.decline", "manager", "/plekken/{wish}/wijziging", WISH),
    ("training.set_up", "manager", "/plekken/{training}/leren", PLACE),
    ("bookings.capacity", "manager", "/plekken/{training}/weken", PLACE),
    ("bookings.add_group", "manager", "/plekken/{training}/weken", PLACE),
    ("bookings.drop_group", "manager", "/plekken/{training}/weken", PLACE),
    ("bookings.change_mentor", "manager", "/begeleiders/{mentor}", MENTOR),
    ("bookings.absence", "manager", "/begeleiders/{mentor}", MENTOR),
    ("bookings.report_absence", "employer", "/begeleiders/{mentor}", MENTOR),
    ("bookings.drop_absence", "manager", "/begeleiders/{mentor}", MENTOR),
    ("bookings.stop_mentor", "manager", "/begeleiders/{mentor}", MENTOR),
    ("placements.weeks", "manager", "/plaatsingen/{learning}", "UPDATE placement SET starts_on = '2026-10-01'"),
    ("vacancy_life.reopen", "manager", "/plekken/{closed}", "UPDATE vacancy SET title = 'Heel iets anders'"),
)
