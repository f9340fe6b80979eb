-- base: standing
-- type: days
-- unit: days
-- absent: null
-- label.en: Usual gap in this book
-- label.bn: এই খাতায় সাধারণ ব্যবধান
-- null.en: no purchase yet, or nobody has three gaps
-- null.bn: এখনও কেনেননি, বা কারও তিনটি ব্যবধান নেই
-- source: median of the customers' usual gaps, for those who have too few of their own
MAX(book_gap_days)
