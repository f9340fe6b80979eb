"""What the staff note after a contact, in English or Bengali; reviewed data."""

from __future__ import annotations

CALL = "call"
VISIT = "visit"
COUNTER = "counter"
WRITTEN = "written"
SPOKEN = "spoken"
"""Fits a call, a visit and a talk at the counter alike."""

NOTES: dict[tuple[str, str], tuple[str, ...]] = {
    (SPOKEN, "welcome"): (
        "Happy to be remembered; we talked about the children.",
        "Long, friendly talk about the road and the weather.",
        "Will tell the sister in town about us.",
        "Told us about the village and the old market.",
        "Liked that somebody asked how the last time was.",
        "Asked for advice, wrote it down.",
        "মনে রেখেছি শুনে খুব ভালো লেগেছে।",
        "অনেক গল্প হলো, গ্রামের কথা বললেন।",
        "ছুটির আগে আবার খবর দিতে বলেছেন।",
        "পরামর্শ চাইলেন, শুনে খুশি হলেন।",
        "আগের বারের কথা জিজ্ঞেস করায় খুশি।",
    ),
    (SPOKEN, "neutral"): (
        "Short and polite, nothing new.",
        "Listened, will think about it.",
        "Says everything was in order.",
        "Busy today, no wishes.",
        "সংক্ষেপে কথা হলো, সব ঠিক আছে বললেন।",
        "ব্যস্ত ছিলেন, পরে ভাববেন।",
        "শুনলেন, বিশেষ কিছু বললেন না।",
        "ভালো আছেন, নতুন কিছু লাগবে না।",
    ),
    (SPOKEN, "unwelcome"): (
        "Would rather be left alone; a message is enough.",
        "Prefers to ask when something is needed.",
        "Felt we wanted to sell something.",
        "কথা না বলে বার্তা পাঠাতে বললেন।",
        "দরকার হলে নিজেই জানাবেন বললেন।",
        "ভাবলেন কিছু বেচতে চাই।",
    ),
    (CALL, "welcome"): (
        "Glad of the call.",
        "Asked us to ring again next month.",
        "ফোন পেয়ে খুব খুশি, আবার করতে বললেন।",
    ),
    (CALL, "unwelcome"): (
        "Asked not to be called.",
        "Was disturbed at work, cut it short.",
        "ফোন না করতে বললেন।",
        "কাজের মাঝে ফোন, বিরক্ত হয়েছেন।",
    ),
    (CALL, "ignored"): (
        "No answer, rang twice.",
        "Did not ring back.",
        "ফোন ধরেননি।",
        "দুবার ফোন করেও পাইনি।",
    ),
    (VISIT, "welcome"): (
        "Sat down for tea together.",
        "Showed us the garden.",
        "চা খেতে খেতে অনেক গল্প হলো।",
    ),
    (VISIT, "unwelcome"): (
        "Did not expect us, stayed at the door.",
        "হঠাৎ আসায় অস্বস্তি হয়েছে।",
    ),
    (VISIT, "ignored"): (
        "Nobody there.",
        "গিয়ে কাউকে পাইনি।",
    ),
    (COUNTER, "welcome"): (
        "Stayed a while at the counter after paying.",
        "কাউন্টারে দাঁড়িয়ে অনেক কথা বললেন।",
    ),
    (COUNTER, "unwelcome"): (
        "In a hurry, wanted to pay and go.",
        "তাড়া ছিল, কথা বাড়াতে চাননি।",
    ),
    (COUNTER, "ignored"): (
        "Looked at the telephone all the time.",
        "কথার উত্তর দিলেন না।",
    ),
    (WRITTEN, "welcome"): (
        "Thanked us within the hour; short is right.",
        "Answered with a yes and a date.",
        "Said a line like this is just what is needed.",
        "Wrote back with two questions, answered both.",
        "Liked having the prices in writing.",
        "সঙ্গে সঙ্গে ধন্যবাদ জানালেন।",
        "বার্তাই ভালো, বলেছেন।",
        "তারিখ জানিয়ে উত্তর দিলেন।",
        "দামের তালিকা পেয়ে খুশি।",
    ),
    (WRITTEN, "neutral"): (
        "Read it, a thumb up.",
        "Answered: not now.",
        "Thanks, no wishes at present.",
        "পড়েছেন, আপাতত কিছু লাগবে না।",
        "উত্তর দিলেন, এখন নয়।",
    ),
    (WRITTEN, "unwelcome"): (
        "Would rather talk to somebody than read.",
        "Found it cold, asked who wrote it.",
        "Asked us to write less.",
        "লেখার চেয়ে কথা বলতে চান।",
        "এত বার্তা চান না বললেন।",
    ),
    (WRITTEN, "ignored"): (
        "No answer.",
        "No answer after a week.",
        "উত্তর আসেনি।",
    ),
}
"""By manner and reaction."""

OFFERS: dict[str, tuple[str, ...]] = {
    "cabins": (
        "guided walk to the falls",
        "first choice of the winter dates",
        "late check-out",
        "the quiet cabin by the stream",
    ),
    "shop": (
        "first honey of the season",
        "delivery to the door",
        "a taste of the new tea",
        "the weaver's new cloth set aside",
    ),
}
"""By source: nothing that is a bribe."""


def fitting_notes(*, channel: str, reaction: str) -> tuple[str, ...]:
    """The notes somebody could write after this contact; never none."""
    if channel in (CALL, VISIT, COUNTER):
        return NOTES.get((channel, reaction), ()) + NOTES.get((SPOKEN, reaction), ())
    return NOTES[WRITTEN, reaction]
