"""Employers, what they ask and the clock that runs for it, the calendar, and what is published, in words. Pure."""

REPLY_NOUNS = {
    "board": "maandcijfers",
    "boardmonth": "maandcijfers",
    "staying": "cijfers over blijven werken",
    "stayingmonth": "cijfers over blijven werken",
    "outlook": "maandcijfers vooruit",
    "outlookmonth": "maandcijfers vooruit",
    "border": "gemeentegrens",
    "gemeenteborder": "gemeentegrens",
    "employer": "werkgever",
    "establishment": "vestiging",
    "contact": "contact met werkgever",
    "replies": "cijfers over antwoorden",
    "replymonth": "cijfers over antwoorden",
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
