import "../styles/index.css";
import "./icon.svg?url";
import { startCharts } from "./charts.ts";
import { startCopies } from "./copies.ts";
import { startForms } from "./forms.ts";
import { startMenus } from "./menus.ts";
import { startOffline } from "./offline.ts";
import { startPrint } from "./print.ts";
import { startSaved } from "./saved.ts";
import { startSuggest } from "./suggest.ts";

startMenus();
startForms();
startCharts();
startCopies();
startSuggest();
startPrint();
startSaved();
startOffline();
