"""What a device that holds passkeys is asked, and whether what it signed is right: the library for WebAuthn, in our words.

Apart from `passkeys`, for it takes long to load and only who uses a passkey needs it.
"""

from dataclasses import dataclass

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

# What the library raises on an answer that is not right, or is no answer at all.
WRONG = (WebAuthnException, ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class NewPasskey:
    """What a device tells of a passkey it made."""

    credential: str
    public_key: bytes
    sign_count: int


def sign_in_options(host: str) -> tuple[str, bytes]:
    """What a browser asks of any passkey of this host, and the challenge in it."""
    asked = webauthn.generate_authentication_options(rp_id=host, user_verification=UserVerificationRequirement.REQUIRED)
    return webauthn.options_to_json(asked), asked.challenge


def new_options(
    host: str, name: str, *, user_name: str, display_name: str, user_id: bytes, known: list[str]
) -> tuple[str, bytes]:
    """What a browser asks of a device that makes a passkey, other than those that are ``known``, and the challenge in it."""
    asked = webauthn.generate_registration_options(
        rp_id=host,
        rp_name=name,
        user_name=user_name,
        user_display_name=display_name,
        user_id=user_id,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    return webauthn.options_to_json(asked), asked.challenge


def verified_new(answer: str, challenge: bytes, host: str, origin: str) -> NewPasskey | None:
    """The passkey that a device made after this challenge; nothing when the answer is not right."""
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=host,
            expected_origin=origin,
            require_user_verification=True,
        )
    except WRONG:
        return None
    return NewPasskey(bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count)


def verified_count(
    answer: str, challenge: bytes, host: str, origin: str, *, public_key: bytes, counted: int
) -> int | None:
    """How often the passkey signed by now, when it signed this challenge; nothing when the answer is not right."""
    try:
        right = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=host,
            expected_origin=origin,
            credential_public_key=public_key,
            credential_current_sign_count=counted,
            require_user_verification=True,
        )
    except WRONG:
        return None
    return right.new_sign_count


def credential_in(answer: str) -> str:
    """Which passkey an answer says to be of; empty when it says nothing we can read."""
    try:
        return bytes_to_base64url(parse_authentication_credential_json(answer).raw_id)[:200]
    except WRONG:
        return ""
