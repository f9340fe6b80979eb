"""Names of the people of Bangladesh and its visitors, in both scripts; reviewed data.

Full names are put together by chance, so whoever bears one is not meant.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Spelling:
    """One name in Latin and in Bengali script (normalised, NFC)."""

    latin: str
    bengali: str


@dataclass(frozen=True)
class Community:
    """Given and family names that go together.

    Units: shares are of the persons in the books of the cabins and of the shop.
    """

    name: str
    cabins_share: float
    shop_share: float
    men: tuple[Spelling, ...]
    women: tuple[Spelling, ...]
    families_of_men: tuple[Spelling, ...]
    families_of_women: tuple[Spelling, ...]


def spellings(text: str) -> tuple[Spelling, ...]:
    """The names of a list written as `Latin বাংলা, Latin Latin বাংলা বাংলা, …`."""
    found = []
    for entry in text.replace("\n", " ").split(","):
        words = unicodedata.normalize("NFC", entry).split()
        latin = [word for word in words if not "\u0980" <= word[0] <= "\u09ff"]
        found.append(Spelling(" ".join(latin), " ".join(words[len(latin) :])))
    return tuple(found)


_BENGALI_FAMILIES = """
    Islam ইসলাম, Rahman রহমান, Hossain হোসেন, Ahmed আহমেদ, Uddin উদ্দিন, Alam আলম, Khan খান,
    Chowdhury চৌধুরী, Haque হক, Miah মিয়া, Sarkar সরকার, Mollah মোল্লা, Sikder সিকদার,
    Talukder তালুকদার, Kabir কবির, Karim করিম, Hasan হাসান, Bhuiyan ভূঁইয়া, Sheikh শেখ,
    Patwary পাটোয়ারী
"""
_HINDU_FAMILIES = """
    Das দাস, Chakraborty চক্রবর্তী, Saha সাহা, Paul পাল, Ghosh ঘোষ, Dutta দত্ত, Roy রায়,
    Sen সেন, Dey দে, Nath নাথ, Biswas বিশ্বাস, Mondal মণ্ডল, Bhattacharya ভট্টাচার্য,
    Debnath দেবনাথ, Shil শীল, Majumder মজুমদার, Acharya আচার্য
"""
_BARUA_FAMILIES = "Barua বড়ুয়া, Mutsuddi মুৎসুদ্দী, Singha সিংহ, Barua বড়ুয়া, Barua বড়ুয়া"
_CHAKMA_FAMILIES = "Chakma চাকমা, Chakma চাকমা, Dewan দেওয়ান, Khisa খীসা, Chakma চাকমা"
_FOREIGN_FAMILIES = """
    Larsen লারসেন, Müller মুলার, Tanaka তানাকা, Rossi রোসি, Smith স্মিথ, Brown ব্রাউন,
    Dubois দুবোয়া, Kim কিম, Novak নোভাক, Jansen ইয়ানসেন, García গার্সিয়া, Wilson উইলসন,
    Lindqvist লিন্ডকভিস্ট, Fischer ফিশার, Gurung গুরুং, Perera পেরেরা, Iyer আইয়ার
"""

COMMUNITIES: tuple[Community, ...] = (
    Community(
        name="Bengali Muslim",
        cabins_share=0.64,
        shop_share=0.27,
        men=spellings("""
            Rafiqul রফিকুল, Kamal কামাল, Jahangir জাহাঙ্গীর, Shahidul শহিদুল, Mizanur মিজানুর,
            Habibur হাবিবুর, Anwar আনোয়ার, Mahbub মাহবুব, Tanvir তানভীর, Imran ইমরান,
            Sajid সাজিদ, Fahim ফাহিম, Nayeem নাঈম, Arif আরিফ, Sohel সোহেল, Rashed রাশেদ,
            Zahid জাহিদ, Monir মনির, Faruk ফারুক, Delwar দেলোয়ার, Ashraf আশরাফ,
            Shafiq শফিক, Tareq তারেক, Masud মাসুদ, Nasir নাসির, Alamgir আলমগীর, Belal বেলাল,
            Helal হেলাল, Jewel জুয়েল, Rubel রুবেল, Shamim শামীম, Rakib রাকিব, Ashiq আশিক,
            Mehedi মেহেদী, Sabbir সাব্বির, Nafis নাফিস, Asif আসিফ, Emon ইমন, Golam গোলাম
        """),
        women=spellings("""
            Nusrat নুসরাত, Farzana ফারজানা, Sharmin শারমিন, Taslima তাসলিমা, Rokeya রোকেয়া,
            Salma সালমা, Shirin শিরিন, Nasrin নাসরিন, Ayesha আয়েশা, Fatema ফাতেমা,
            Sadia সাদিয়া, Tahmina তাহমিনা, Rehana রেহানা, Jannat জান্নাত, Sumaiya সুমাইয়া,
            Lubna লুবনা, Mahmuda মাহমুদা, Rumana রুমানা, Afroza আফরোজা, Dilruba দিলরুবা,
            Sabina সাবিনা, Munira মুনিরা, Tania তানিয়া, Khadija খাদিজা, Halima হালিমা,
            Samira সামিরা, Israt ইসরাত, Nargis নার্গিস, Moushumi মৌসুমী, Shahnaz শাহনাজ,
            Kohinur কোহিনূর
        """),
        families_of_men=spellings(_BENGALI_FAMILIES),
        families_of_women=spellings("""
            Akter আক্তার, Begum বেগম, Khatun খাতুন, Sultana সুলতানা, Jahan জাহান,
            Parvin পারভীন, Yasmin ইয়াসমিন, Rahman রহমান, Islam ইসলাম, Chowdhury চৌধুরী,
            Khanam খানম, Ferdous ফেরদৌস, Haque হক, Ahmed আহমেদ
        """),
    ),
    Community(
        name="Bengali Hindu",
        cabins_share=0.14,
        shop_share=0.12,
        men=spellings("""
            Sudip সুদীপ, Anindya অনিন্দ্য, Bikash বিকাশ, Gopal গোপাল, Nirmal নির্মল,
            Prodip প্রদীপ, Ratan রতন, Shankar শংকর, Tapan তপন, Uttam উত্তম,
            Debashish দেবাশীষ, Partha পার্থ, Joydeb জয়দেব, Kanai কানাই, Sajal সজল,
            Subrata সুব্রত, Pranab প্রণব, Arun অরুণ, Bimal বিমল, Dipak দীপক, Palash পলাশ
        """),
        women=spellings("""
            Mitali মিতালী, Shipra শিপ্রা, Kalpana কল্পনা, Sharmistha শর্মিষ্ঠা,
            Purnima পূর্ণিমা, Anjali অঞ্জলি, Rina রীনা, Shila শীলা, Sumitra সুমিত্রা,
            Lakshmi লক্ষ্মী, Dipa দীপা, Tithi তিথি, Ruma রুমা, Jaya জয়া, Mala মালা,
            Bina বীণা, Gita গীতা, Sanchita সঞ্চিতা
        """),
        families_of_men=spellings(_HINDU_FAMILIES),
        families_of_women=spellings(_HINDU_FAMILIES),
    ),
    Community(
        name="Bengali Buddhist",
        cabins_share=0.05,
        shop_share=0.05,
        men=spellings("""
            Sumangal সুমঙ্গল, Bodhipriya বোধিপ্রিয়, Ananda আনন্দ, Rahul রাহুল,
            Dipankar দীপঙ্কর, Shilabrata শীলব্রত, Sugata সুগত, Bishwajit বিশ্বজিৎ,
            Amitabha অমিতাভ
        """),
        women=spellings("""
            Gautami গৌতমী, Sujata সুজাতা, Maya মায়া, Bishakha বিশাখা, Utpala উৎপলা,
            Priti প্রীতি, Shanti শান্তি, Nilima নীলিমা
        """),
        families_of_men=spellings(_BARUA_FAMILIES),
        families_of_women=spellings(_BARUA_FAMILIES),
    ),
    Community(
        name="Chakma",
        cabins_share=0.05,
        shop_share=0.15,
        men=spellings("""
            Jyoti জ্যোতি, Bikash বিকাশ, Rupayan রূপায়ণ, Suhas সুহাস, Priyo প্রিয়,
            Nihar নীহার, Kirti কীর্তি, Amar অমর, Shanti শান্তি, Bijoy বিজয়, Sadhan সাধন,
            Ujjal উজ্জ্বল, Jyotirmoy জ্যোতির্ময়, Anupam অনুপম
        """),
        women=spellings("""
            Kalindi কালিন্দী, Hira হীরা, Moni মণি, Sujata সুজাতা, Urmi ঊর্মি,
            Nandita নন্দিতা, Ranjita রঞ্জিতা, Shefali শেফালী, Tanaya তনয়া,
            Chandrika চন্দ্রিকা
        """),
        families_of_men=spellings(_CHAKMA_FAMILIES),
        families_of_women=spellings(_CHAKMA_FAMILIES),
    ),
    Community(
        name="Marma",
        cabins_share=0.03,
        shop_share=0.22,
        men=spellings("""
            Mong Prue মং প্রু, Kyashwe ক্যশৈ, Aungshwe অংশৈ, Thowai Ching থোয়াই চিং,
            U Thowai উ থোয়াই, Mong Kya মং ক্য, Hla Thowai হ্লা থোয়াই, Aung Sui অং সুই,
            Ching Mong চিং মং, Uching উচিং, Mongsui মংসুই, Thowai Mong থোয়াই মং
        """),
        women=spellings("""
            Mehla মেহ্লা, Nu Ching নু চিং, Ma Sui মা সুই, Hla Ching হ্লা চিং,
            Mra Sang ম্রা সাং, Do Ching ড চিং, U Me উ মে, Ma Nu মা নু, Pai Ching পাই চিং,
            Me Ching মে চিং
        """),
        families_of_men=spellings("Marma মারমা"),
        families_of_women=spellings("Marma মারমা"),
    ),
    Community(
        name="Bawm",
        cabins_share=0.015,
        shop_share=0.09,
        men=spellings("""
            Lal Thang লাল থাং, Van Lal ভান লাল, Zir Kung জির কুং, Lal Rem লাল রেম,
            Pen Thang পেন থাং, Ram Lian রাম লিয়ান, Sang Lian সাং লিয়ান,
            Thang Lian থাং লিয়ান
        """),
        women=spellings("""
            Lal Nun লাল নুন, Zing Par জিং পার, Lal Rin লাল রিন, Sang Nun সাং নুন,
            Van Par ভান পার, Lal Par লাল পার
        """),
        families_of_men=spellings("Bawm বম"),
        families_of_women=spellings("Bawm বম"),
    ),
    Community(
        name="Tripura",
        cabins_share=0.015,
        shop_share=0.07,
        men=spellings("""
            Bijoy বিজয়, Khagendra খগেন্দ্র, Nabin নবীন, Surjya সূর্য, Mathura মথুরা,
            Birendra বীরেন্দ্র, Kiran কিরণ
        """),
        women=spellings("""
            Kakoli কাকলি, Phulmati ফুলমতি, Swapna স্বপ্না, Rashmi রশ্মি, Anita অনিতা,
            Mallika মল্লিকা
        """),
        families_of_men=spellings("Tripura ত্রিপুরা"),
        families_of_women=spellings("Tripura ত্রিপুরা"),
    ),
    Community(
        name="from abroad",
        cabins_share=0.06,
        shop_share=0.03,
        men=spellings("""
            Thomas টমাস, Daniel ড্যানিয়েল, Kenji কেনজি, Marco মার্কো, Lukas লুকাস,
            Oliver অলিভার, Bishal বিশাল, Peter পিটার, James জেমস, Hans হান্স
        """),
        women=spellings("""
            Emma এমা, Sophie সোফি, Anna আনা, Yuki ইউকি, Maria মারিয়া, Laura লরা,
            Ingrid ইনগ্রিড, Claire ক্লেয়ার, Hannah হানা, Priya প্রিয়া
        """),
        families_of_men=spellings(_FOREIGN_FAMILIES),
        families_of_women=spellings(_FOREIGN_FAMILIES),
    ),
)
ABROAD = len(COMMUNITIES) - 1
