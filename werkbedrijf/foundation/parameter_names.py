"""The names of values that may differ per date or region, and what a definition of one tells."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Parameter(StrEnum):
    """Every value that may differ per date or region."""

    HOURS_PER_JOB = "uren_per_baan"
    HOURS_PER_JOB_MONTH = "uren_per_baan_maand"
    HOURS_FULL_TIME = "uren_voltijd"
    SECTORS_APART = "markt_overheid_apart"
    BASELINE_JOBS = "nulmeting_banen"
    TARGET_JOBS = "taakstelling_banen"
    SMALL_CELL = "kleinste_groep"
    CARD_SHARED = "kaart_gedeeld_door"
    HOLD_DAYS = "dagen_vasthouden"
    TRAY_DAYS = "dagen_kaartenmapje"
    HOLD_DAYS_INVITED = "dagen_vasthouden_na_uitnodiging"
    QUESTION_DAYS = "werkdagen_vraag_werkgever"
    PROPOSALS_PER_SEAT = "voordrachten_per_stoel"
    SUITABLE_FROM = "geschikt_vanaf"
    TRIAL_MONTHS = "maanden_proefplaatsing"
    TRIAL_MONTHS_LONGEST = "maanden_proefplaatsing_langst"
    TRIAL_MONTHS_UWV = "maanden_proefplaatsing_uwv"
    TRIAL_MONTHS_UWV_LONGEST = "maanden_proefplaatsing_uwv_langst"
    FOLLOWS_DAYS = "dagen_tot_vervolg"
    EXPERIENCE_MONTHS = "maanden_werkervaringsplek"
    EXPERIENCE_MONTHS_LONGEST = "maanden_werkervaringsplek_langst"
    CONFIRM_DAYS = "dagen_plek_bevestigen"
    UNPUBLISH_DAYS = "dagen_plek_zonder_bevestiging"
    CLOSING_DAYS = "dagen_plek_sluit_aankondigen"
    IMPORT_HOURS = "uren_importbestand"
    SECOND_SCORING_DAYS = "dagen_dubbel_beoordelen"
    LIST_LENGTH = "voorstellen_per_plek"
    LISTS_PER_PERSON = "voorstellen_per_mens"
    BONUS_FIRST = "extra_eerste_voordracht"
    BONUS_SECOND = "extra_tweede_voordracht"
    BONUS_THIRD = "extra_derde_voordracht"
    BONUS_FOURTH = "extra_vierde_voordracht"
    BONUS_LATER = "extra_latere_voordracht"
    RUN_INPUT_DAYS = "dagen_invoer_verdeling"
    SHOWN_DAYS = "dagen_bekeken_lijsten"
    OBJECTION_MONTHS = "maanden_bezwaar"
    OBJECTION_MORE_MONTHS = "maanden_bezwaar_langer"
    FAIR_REPORT = "eerlijk_melden_onder"
    FAIR_ALARM = "eerlijk_alarm_onder"
    FAIR_FEWEST = "eerlijk_minste_mensen"
    FAIR_SHIFT = "eerlijk_verschuiving"
    FAIR_DEPARTURES = "eerlijk_minste_afwijking"
    PRACTICE_RECOGNISED = "praktijkleren_erkend"
    FACE_ANSWER_DAYS = "dagen_antwoord_overname"
    FOUR_EYES_DAYS = "dagen_vier_ogen"
    RIGHTS_REVIEW_DAYS = "dagen_rechten_nakijken"
    EMERGENCY_MINUTES = "minuten_noodtoegang"
    NUMBER_CHECKS = "nummers_per_dag"
    NUMBER_HITS = "nummers_melden_vanaf"
    REPEAT_HOURS = "uren_herhaling_herkennen"
    IDLE_STAFF = "minuten_stil_medewerker"
    IDLE_EMPLOYER = "minuten_stil_werkgever"
    SIGNED_IN_STAFF = "uren_ingelogd_medewerker"
    SIGNED_IN_EMPLOYER = "uren_ingelogd_werkgever"
    KEEP_CANDIDATE_MONTHS = "bewaren_kandidaat"
    KEEP_NOTICE_DAYS = "aankondigen_wissen"
    KEEP_MESSAGE_DAYS = "bewaren_berichten"
    KEEP_LOG_YEARS = "bewaren_logregels"
    CALL_REST_DAYS = "belronde_rust_dagen"
    CALL_TRIES = "belronde_pogingen"
    CALL_MINUTES = "belronde_minuten"
    WML_HOUR = "minimumloon_uur"
    WML_MONTH = "minimumloon_referentiemaand"
    WML_20 = "minimumloon_20"
    WML_19 = "minimumloon_19"
    WML_18 = "minimumloon_18"
    WML_17 = "minimumloon_17"
    WML_16 = "minimumloon_16"
    WML_15 = "minimumloon_15"
    WML_20_BBL = "minimumloon_20_bbl"
    WML_19_BBL = "minimumloon_19_bbl"
    WML_18_BBL = "minimumloon_18_bbl"
    HOLIDAY_PAY = "vakantiebijslag"
    FULL_WEEK = "volledige_werkweek"
    LKS_HOURS = "loonkostensubsidie_uren"
    LKS_MOST = "loonkostensubsidie_hoogste"
    LKS_FORFAIT = "loonkostensubsidie_forfait"
    LKS_FORFAIT_MONTHS = "loonkostensubsidie_forfait_maanden"
    LKS_CHARGES = "loonkostensubsidie_werkgeverslasten"
    LKS_LATE_MONTHS = "loonkostensubsidie_aanvraag_maanden"
    LKS_DECISION_WEEKS = "loonkostensubsidie_besluit_weken"
    LKV_BA_HOUR = "lkv_banenafspraak_uur"
    LKV_BA_MOST = "lkv_banenafspraak_hoogste"
    LKV_AG_HOUR = "lkv_arbeidsgehandicapt_uur"
    LKV_AG_MOST = "lkv_arbeidsgehandicapt_hoogste"
    LKV_AG_YEARS = "lkv_arbeidsgehandicapt_jaren"
    LKV_AG_APPLY_MONTHS = "lkv_arbeidsgehandicapt_aanvraag_maanden"
    LKV_HP_HOUR = "lkv_herplaatsen_uur"
    LKV_HP_MOST = "lkv_herplaatsen_hoogste"
    LKV_HP_YEARS = "lkv_herplaatsen_jaren"
    TRIAL_CONTRACT_MONTHS = "maanden_contract_na_proefplaatsing"
    COACH_FIRST_YEAR = "jobcoach_uwv_eerste_jaar"
    COACH_SECOND_YEAR = "jobcoach_uwv_tweede_jaar"
    COACH_LATER_YEAR = "jobcoach_uwv_derde_jaar"
    CARE_FIRST_DAYS = "nazorg_eerste_dagen"
    CARE_SETTLED_MONTHS = "nazorg_tweede_maanden"
    CARE_BEFORE_END_DAYS = "nazorg_voor_einde_dagen"
    CARE_OPEN_DAYS = "nazorg_open_dagen"
    CARE_LATE_DAYS = "nazorg_te_laat_dagen"
    CARE_HOURS_LOW = "nazorg_uren_over"
    CARE_WITHIN_DAYS = "nazorg_terugkijken_dagen"
    CARE_NO_SHOWS = "nazorg_niet_gekomen"
    CARE_MISSED = "nazorg_gemiste_uren"
    SROI_THRESHOLD = "social_return_drempel"
    SROI_PSO_ASPIRANT = "social_return_pso_aspirant"
    SROI_PSO_FIRST = "social_return_pso_trede_1"
    SROI_PSO_SECOND = "social_return_pso_trede_2"
    SROI_PSO_THIRD = "social_return_pso_trede_3"
    SROI_PSO_THIRTY = "social_return_pso_30_plus"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a parameter means, its unit, and the values the product ships with: (from, value, source)."""

    title: str
    unit: str
    meaning: str
    shipped: tuple[tuple[date, str, str], ...] = ()


START = date(2015, 1, 1)
OWN_CHOICE = "Beginwaarde van het werkbedrijf; de regio kiest zelf."
# The table B of matching.md 3.1: what a person's first, second, … voordracht adds. It never rises.
BONUSES = (
    Parameter.BONUS_FIRST,
    Parameter.BONUS_SECOND,
    Parameter.BONUS_THIRD,
    Parameter.BONUS_FOURTH,
    Parameter.BONUS_LATER,
)
