"""Questions of employers, the clock that runs for them, and the calendar, in words. Pure."""

REPLY_NOUNS = {
    "replies": "maandcijfers van antwoorden",
    "replymonth": "maandcijfers van antwoorden",
    "calendar": "agenda",
    "calendarlink": "agenda",
    "question": "vraag van werkgever",
    "employerquestion": "vraag van werkgever",
}

REPLY_DEEDS = {
    "link_made": "geheime link gemaakt",
    "link_withdrawn": "geheime link uitgezet",
    "escalated": "gemeld bij de regiocoördinator",
    "reminded": "herinnerd",
}
