"""The doors that change something without asking on which version that is based, each with why nobody loses anything."""

# What a door does that needs no version, and why that loses nothing of anybody.
STEP = "one step of a workflow: what is no longer in the state it starts from refuses it"
ADDS = "adds something beside what is there and overwrites nothing"
OWN = "somebody's own way in, proved in the same act"
SWITCH = "one button that says one thing, and again the same when pressed twice"
LOOKS = "changes nothing that is kept"
WITHOUT = {
    **dict.fromkeys(("trays.agree", "trays.decline", "trays.follow", "trays.remove", "trays.share"), STEP),
    **dict.fromkeys(("trays.withdraw", "talks.cancel", "colleagues.end", "place_wishes.withdraw"), STEP),
    **dict.fromkeys(
        ("aftercare.log", "aftercare.grant", "missed.report", "closing.write"),
        ADDS,
    ),
    "missed.withdraw": STEP,
    **dict.fromkeys(("indicators.enter", "indicators.read_file"), ADDS),
    **dict.fromkeys(("interruptions.add", "wages.say_loonwaarde", "wages.say_wage"), ADDS),
    **dict.fromkeys(
        ("trays.make", "supports.add", "own_contacts.new", "reporting.place", "colleagues.invite", "tray_link.more"),
        ADDS,
    ),
    **dict.fromkeys(("tray_link.open_cards", "own_trays.open_cards", "own_trays.more"), ADDS),
    "sroi_contracts.amend": "the form says on which agreement it is based, and a newer one refuses it",
    "talks.plan": "the form says which change of the gesprek it is based on, also that there was none",
    **dict.fromkeys(
        (
            *("administration.role_confirm", "administration.role_decline", "administration.role_withdraw"),
            *("allocation.take_back", "candidates.move", "carving.discuss", "carving.lower", "carving.place"),
            *("merging.undo", "contact_doubles.take_apart"),
            *("duplicates.agree", "duplicates.ask", "duplicates.decide", "employers.finish_next_step"),
            *("contacts.keep_agreement", "faces.answer", "faces.withdraw", "handover.drop", "handover.finish"),
            "handover.give",
            *("covering.drop", "covering.finish", "covering.give"),
            *("imports.discard", "imports.save", "imports.undo"),
            *("learning.turn_off", "learning.turn_on", "objections.take_up", "objections.withdraw"),
            *("questions.answer", "questions.withdraw"),
            *("months.close", "months.confirm", "months.decline"),
            *("sroi_claims.approve", "sroi_claims.check", "sroi_claims.refuse", "sroi_claims.undo"),
            "sroi_claims.withdraw",
            *("sroi_settling.confirm", "sroi_settling.refuse", "sroi_settling.undo"),
            *("placements.cancel", "placements.plan", "proposals.accept", "proposals.decline", "proposals.invite"),
            *("proposals.withdraw", "registration.end_entry", "registration.end_regeling", "rights.confirm"),
            *("rights.decline", "rights.told", "scoring.discuss", "scoring.finish", "scoring.hand_back"),
            *("scoring.pick_up", "scoring.take_over", "scoring.withdraw", "vacancies.open"),
            *("rounds.leave", "rounds.move", "rounds.skip", "rounds.stop", "rounds.take", "rounds.write"),
        ),
        STEP,
    ),
    **dict.fromkeys(
        (
            *("administration.organisation_new", "administration.rights_reviewed", "administration.user_new"),
            *("allocation.ask", "allocation.choose", "candidates.new", "carving.propose", "emergency.open_file"),
            "outside_figures.bring_in",
            *("contact_words.change", "faces.ask", "handover.begin", "covering.begin"),
            *("employers.log_contact", "employers.new", "employers.new_contact", "employers.new_establishment"),
            *("imports.upload", "objections.bring", "proposals.propose", "rights.ask_erasure", "rights.choose"),
            *(
                "administration.outbox_trial",
                "notices.trial",
                "questions.ask",
                "rights.correct",
                "rounds.divide",
                "scenarios.new",
                "scoring.ask",
                "vacancies.new",
            ),
            *("sroi_claims.new", "sroi_contracts.find_work", "sroi_contracts.new", "sroi_contracts.plan"),
            *("sroi_contracts.settle", "sroi_contracts.subcontract", "sroi_settling.repair", "sroi_reports.step"),
            *("sroi_uploads.look", "sroi_uploads.take"),
            "record.new_agreement",
            "vacancy_life.copy",
            "training.add_mentor",
        ),
        ADDS,
    ),
    **dict.fromkeys(
        (
            *("accounts.change_password", "accounts.drop_app", "accounts.drop_passkey", "accounts.end_session"),
            *("accounts.enrol", "accounts.enrol_passkey", "accounts.first_sign_in", "accounts.forgotten"),
            *("accounts.new_passkey", "accounts.own_app", "accounts.passkey_sign_in", "accounts.prove"),
            *("accounts.recovery_codes", "accounts.second_step", "accounts.sign_in", "accounts.sign_out"),
            *("accounts.sign_out_everywhere", "accounts.first_sign_in_external", "accounts.drop_external"),
            "accounts.keep_external",
        ),
        OWN,
    ),
    **dict.fromkeys(
        (
            *("administration.run_now", "administration.user_factors", "administration.user_link"),
            *("administration.user_off", "administration.user_on", "administration.user_sign_out"),
            "merging.different",
            *("own_contacts.back", "own_contacts.left"),
            *("record.allow_calls", "record.contact_back", "record.contact_left"),
            "faces.substitute",
            *("administration.user_unlock", "employers.take_account", "imports.choose", "profile.confirm"),
            *("agenda.new", "agenda.withdraw", "covering.back_again", "record.reopen"),
            *("notices.choose", "notices.follow", "notices.read", "notices.read_all"),
            *("scenarios.drop", "sroi_deadlines.choose", "vacancy_life.confirm", "vacancy_life.confirm_draft"),
        ),
        SWITCH,
    ),
    **dict.fromkeys(
        (
            *("contacts.suggest", "help.components", "proposals.count", "rights.export", "trail_files.take_out"),
            "exports.choose",
            *("contact_exchange.take", "vacancy_texts.paste"),
        ),
        LOOKS,
    ),
}
