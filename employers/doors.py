"""The doors to the memory of employers, for the front door: contacts and their words, the face, handing over, and double people."""

import employers.contacts.exchange_routes
import employers.contacts.routes
import employers.contacts.word_routes
import employers.faces.routes
import employers.handover.covering_routes
import employers.handover.routes
import employers.merging.people_routes

MEMORY = (
    employers.contacts.routes.bp,
    employers.contacts.exchange_routes.bp,
    employers.contacts.word_routes.bp,
    employers.faces.routes.bp,
    employers.handover.routes.bp,
    employers.handover.covering_routes.bp,
    employers.merging.people_routes.bp,
)
