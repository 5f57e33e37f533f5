"""Deeds of coming in and going out, in words. Pure."""

COMING_IN = {
    "app_added": "app voor tweede stap ingesteld",
    "app_removed": "app voor tweede stap weggehaald",
    "device_added": "ingelogd op een nieuw apparaat",
    "factors_reset": "tweede stap weggehaald",
    "held_up": "moest wachten na te veel pogingen",
    "link_asked": "nieuwe link gevraagd",
    "passkey_added": "passkey toegevoegd",
    "passkey_removed": "passkey weggehaald",
    "password_kept_anew": "wachtwoord opnieuw versleuteld",
    "password_set": "wachtwoord gekozen",
    "proved": "bevestigd wie het is",
    "recovery_codes_made": "herstelcodes gemaakt",
    "second_step_asked": "wachtwoord goed, tweede stap gevraagd",
    "second_step_failed": "tweede stap mislukt",
    "session_ended": "op één apparaat uitgelogd",
    "sessions_ended": "overal uitgelogd",
    "sign_in_failed": "inloggen mislukt",
    "signed_in": "ingelogd",
    "signed_out": "uitgelogd",
    "unlocked": "mag meteen weer proberen",
}
