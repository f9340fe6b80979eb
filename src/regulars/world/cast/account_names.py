"""What accounts are called, in both scripts: clubs, offices, schools, stalls, traders."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Ints
from regulars.world.cast.kinds import KINDS
from regulars.world.cast.name_lists import Spelling, spellings
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance

_WORDS = spellings("""
    Jonaki জোনাকি, Kuasha কুয়াশা, Shishir শিশির, Jharna ঝর্ণা, Aronno অরণ্য,
    Digonto দিগন্ত, Surjodoy সূর্যোদয়, Bonolota বনলতা, Shapla শাপলা,
    Krishnachura কৃষ্ণচূড়া, Dhrubotara ধ্রুবতারা, Purbasha পূর্বাশা, Uttoron উত্তরণ,
    Godhuli গোধূলি, Rongdhonu রংধনু, Torongo তরঙ্গ, Kanchan কাঞ্চন, Mukul মুকুল,
    Sobuj সবুজ, Akash আকাশ, Bosonto বসন্ত, Shorot শরৎ, Hemonto হেমন্ত, Doyel দোয়েল,
    Shalik শালিক, Machranga মাছরাঙা, Moyna ময়না, Bulbuli বুলবুলি, Meghdut মেঘদূত,
    Prantor প্রান্তর, Nirjhor নির্ঝর, Shanchari সঞ্চারী, Obokash অবকাশ, Protibha প্রতিভা
""")
_PEOPLE = spellings("""
    Rahela রাহেলা, Karim করিম, Mukta মুক্তা, Shapla শাপলা, Nurjahan নূরজাহান, Gopal গোপাল,
    Lakshmi লক্ষ্মী, Rina রীনা, Habib হাবিব, Jomila জমিলা, Bijoy বিজয়, Nandita নন্দিতা,
    Aziz আজিজ, Tara তারা, Moni মণি, Sultana সুলতানা, Ratan রতন, Hasna হাসনা, Uttam উত্তম,
    Kalyani কল্যাণী, Rupa রূপা, Salam সালাম, Ayesha আয়েশা, Bimal বিমল
""")
_TOWNS = spellings("""
    Dhaka ঢাকা, Chattogram চট্টগ্রাম, Cumilla কুমিল্লা, Sylhet সিলেট, Khulna খুলনা,
    Rajshahi রাজশাহী, Feni ফেনী, Barishal বরিশাল, Mymensingh ময়মনসিংহ, Jashore যশোর
""")
_VILLAGES = spellings("""
    Meghchhari মেঘছড়ি, Shailjhiri শৈলঝিরি, Bonpahar বনপাহাড়, Kuashapara কুয়াশাপাড়া,
    Nilchhara নীলছড়া, Rangamura রাঙামুড়া, Banshbon Para বাঁশবন পাড়া,
    Kolabon Para কলাবন পাড়া, Jhiripara ঝিরিপাড়া, Uttar Meghchhari উত্তর মেঘছড়ি
""")
_WHAT: dict[str, tuple[Spelling, ...]] = {
    "trekking club": spellings("""
        Trekking Club ট্রেকিং ক্লাব, Mountain Walkers পাহাড়ি পথিক দল, Travellers ভ্রমণ দল
    """),
    "office": spellings("""
        Software সফটওয়্যার, Garments গার্মেন্টস, Publishers প্রকাশনী, Pharma ফার্মা,
        Engineers প্রকৌশলী
    """),
    "tea stall": spellings("Tea Stall টি স্টল, Tea House চা ঘর, Tea Corner চা কর্নার"),
    "guest house": spellings("Guest House গেস্ট হাউস, Rest House বিশ্রামাগার"),
    "school": spellings("Primary School প্রাথমিক বিদ্যালয়, High School উচ্চ বিদ্যালয়"),
    "tailor": spellings("Tailors টেইলার্স, Dressmakers দর্জিঘর, Sewing House সেলাই ঘর"),
    "boutique": spellings("Boutique বুটিকস, Fashions ফ্যাশনস, Collection কালেকশন"),
    "garment maker": spellings("""
        Textiles টেক্সটাইলস, Apparels অ্যাপারেলস, Knitwear নিটওয়্যার, Shirts শার্টস
    """),
    "hotel": spellings("Hotel হোটেল, Resort রিসোর্ট"),
    "institution": spellings("""
        Hospital হাসপাতাল, College কলেজ, Orphanage এতিমখানা, Academy একাডেমি
    """),
    "buyer abroad": spellings("Trading ট্রেডিং, Imports ইমপোর্টস, Weaves উইভস"),
}
_ABROAD = spellings("""
    London লন্ডন, Manchester ম্যানচেস্টার, Hamburg হামবুর্গ, Lyon লিয়ঁ, Toronto টরন্টো,
    Osaka ওসাকা, Milan মিলান
""")
_NAMED_AFTER_PEOPLE = ("tailor", "boutique", "garment maker")
_PLACES_OF = {
    "trekking club": _TOWNS,
    "office": _TOWNS,
    "tailor": _TOWNS,
    "boutique": _TOWNS,
    "garment maker": _TOWNS,
    "hotel": _TOWNS,
    "institution": _TOWNS,
    "buyer abroad": _ABROAD,
}


def draw_account_names(*, roster: Roster, seed: int) -> dict[int, Spelling]:
    """The name of each account by its row; families are named after their people instead.

    Units: within a kind no name comes twice before all have been given away.
    """
    names: dict[int, Spelling] = {}
    for number, kind in enumerate(KINDS):
        if kind.name in _WHAT:
            rng = chance(seed=seed, part=f"account names {kind.name}")
            every = _every_name(kind.name)
            at: Ints = rng.permutation(len(every))
            for turn, row in enumerate(np.flatnonzero(roster.kind == number).tolist()):
                names[row] = every[int(at[turn % len(every)])]
    return names


def _every_name(kind: str) -> list[Spelling]:
    words = (*_PEOPLE, *_WORDS) if kind in _NAMED_AFTER_PEOPLE else _WORDS
    places = _PLACES_OF.get(kind, _VILLAGES)
    return [
        Spelling(
            f"{word.latin} {what.latin}, {place.latin}",
            f"{word.bengali} {what.bengali}, {place.bengali}",
        )
        for word in words
        for what in _WHAT[kind]
        for place in places
    ]
