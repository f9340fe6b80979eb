// What JavaScript adds to the desk: keys, the current line, focus after a fragment, and bad news.
// Every page works without it.

import { watchLines } from "./lines.js";
import { watchKeys } from "./keys.js";
import { watchFragments } from "./fragments.js";
import { watchRows } from "./rows.js";
import { watchPalette } from "./palette.js";
import { watchWays } from "./ways.js";

document.documentElement.classList.add("js");
watchLines();
watchKeys();
watchFragments();
watchRows();
watchPalette();
watchWays();
