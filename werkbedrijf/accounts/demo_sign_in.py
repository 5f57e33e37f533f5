"""The sign-ins of a demo region. They are public on purpose, and work in no other region."""

DEMO_DOMAIN = "demo.werkbedrijf.example"
DEMO_PASSWORD = "Samen-aan-het-werk-2026"  # noqa: S105  # shown on the sign-in page of a demo region
