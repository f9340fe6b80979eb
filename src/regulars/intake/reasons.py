"""Why a row was not taken, and what to do about it."""

from __future__ import annotations

REASONS: dict[str, dict[str, str]] = {
    "missing": {
        "en": "A value is missing that every row needs. Fill it in.",
        "bn": "প্রতিটি সারিতে দরকার এমন একটি মান নেই। মানটি লিখুন।",
    },
    "not_a_number": {
        "en": "This is not a number. Write it with digits and a decimal point, e.g. 1250.50.",
        "bn": "এটি সংখ্যা নয়। অঙ্ক ও দশমিক বিন্দু দিয়ে লিখুন, যেমন 1250.50।",
    },
    "not_a_whole_number": {
        "en": "This has to be a whole number, and not a huge one, e.g. 125050.",
        "bn": "এখানে পূর্ণসংখ্যা দরকার, অতিরিক্ত বড় নয়, যেমন 125050।",
    },
    "not_a_date": {
        "en": "This is not a date. Write it as year-month-day, e.g. 2026-11-22.",
        "bn": "এটি তারিখ নয়। বছর-মাস-দিন হিসেবে লিখুন, যেমন 2026-11-22।",
    },
    "no_offset": {
        "en": "This instant does not say its offset. Write e.g. 2026-11-22T07:00:00+06:00.",
        "bn": "সময়টির সঙ্গে সময়-ব্যবধান লেখা নেই। যেমন 2026-11-22T07:00:00+06:00 লিখুন।",
    },
    "date_too_early": {
        "en": "The date is before 1900, as programs write it that know none. Correct it.",
        "bn": "তারিখটি ১৯০০ সালের আগের; অজানা তারিখ প্রোগ্রাম এভাবে লেখে। ঠিক করুন।",
    },
    "date_too_late": {
        "en": "The date is more than ten years ahead. Correct it, or leave it out.",
        "bn": "তারিখটি দশ বছরের বেশি পরের। ঠিক করুন, বা বাদ দিন।",
    },
    "not_a_choice": {
        "en": "This value is not one of those that the column may have; see the data dictionary.",
        "bn": "এই ঘরে এই মান চলে না; তথ্য-অভিধান দেখুন।",
    },
    "not_a_currency": {
        "en": "This is not an ISO 4217 currency code. Write e.g. BDT, EUR or USD.",
        "bn": "এটি ISO 4217 মুদ্রার সংকেত নয়। যেমন BDT, EUR বা USD লিখুন।",
    },
    "amount_too_large": {
        "en": "The amount is too large to be a sale. Correct it.",
        "bn": "বিক্রির পক্ষে অঙ্কটি অতিরিক্ত বড়। ঠিক করুন।",
    },
    "out_of_range": {
        "en": "The number is outside of what this column may have. Correct it.",
        "bn": "এই ঘরে এত কম বা বেশি সংখ্যা চলে না। ঠিক করুন।",
    },
    "before_it_begins": {
        "en": "The end is before the beginning. Correct one of the two.",
        "bn": "শেষের তারিখ শুরুর আগে। দুটির একটি ঠিক করুন।",
    },
    "order_not_here": {
        "en": "The order's first row is not here, or was not taken. Import all its rows again.",
        "bn": "এই অর্ডারের প্রথম সারি এখানে নেই, বা নেওয়া হয়নি। সব সারি আবার আমদানি করুন।",
    },
    "same_customer": {
        "en": "Both customers of this row are the same one. Name two.",
        "bn": "এই সারির দুই গ্রাহক একজনই। দুজনের নাম দিন।",
    },
    "unknown_column": {
        "en": "The row has a column that this fact does not have; see the data dictionary.",
        "bn": "এই সারিতে এমন একটি ঘর আছে যা এই তথ্যে নেই; তথ্য-অভিধান দেখুন।",
    },
    "missing_columns": {
        "en": "The line has fewer columns than the file. Add the missing ones.",
        "bn": "এই লাইনে ফাইলের চেয়ে কম ঘর আছে। বাকিগুলো যোগ করুন।",
    },
    "too_many_columns": {
        "en": "The line has more columns than the file. Put quotes around a value with a comma.",
        "bn": "এই লাইনে ফাইলের চেয়ে বেশি ঘর আছে। কমা-যুক্ত মান উদ্ধৃতিচিহ্নে লিখুন।",
    },
    "unquoted_value": {
        "en": "The quotes in this line do not match. Correct them.",
        "bn": "এই লাইনের উদ্ধৃতিচিহ্ন মেলে না। ঠিক করুন।",
    },
    "not_json": {
        "en": "The line is not a JSON object. Correct it.",
        "bn": "লাইনটি JSON অবজেক্ট নয়। ঠিক করুন।",
    },
    "nested_value": {
        "en": "A column holds a list or an object. Write its parts as columns of their own.",
        "bn": "একটি ঘরে তালিকা বা অবজেক্ট আছে। অংশগুলো আলাদা ঘরে লিখুন।",
    },
    "nul_character": {
        "en": "The row holds NUL characters, which no database keeps. Remove them.",
        "bn": "সারিতে NUL অক্ষর আছে, যা কোনো ডেটাবেস রাখে না। সেগুলো সরান।",
    },
    "formula_error": {
        "en": "A formula of this row gives an error. Correct it in the spreadsheet.",
        "bn": "এই সারির একটি সূত্র ভুল ফল দিচ্ছে। স্প্রেডশিটে ঠিক করুন।",
    },
    "unreadable": {
        "en": "The line is not of the file's form. Correct it.",
        "bn": "লাইনটি ফাইলের গড়নের নয়। ঠিক করুন।",
    },
    "repeated_key": {
        "en": "A later line of the same import has the same key; that one was taken.",
        "bn": "একই আমদানির পরের একটি লাইনে একই চাবি আছে; সেটি নেওয়া হয়েছে।",
    },
}


def reason_code(problem: str) -> str:
    """The code of an engine's own word for a broken line."""
    code = problem.strip().lower().replace(" ", "_")
    return code if code in REASONS else "unreadable"
