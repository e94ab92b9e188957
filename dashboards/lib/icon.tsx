import {
  ArrowDownWideNarrow,
  ArrowUpNarrowWide,
  BookOpen,
  ChartColumn,
  Check,
  ChevronDown,
  ChevronRight,
  CircleAlert,
  CircleUser,
  Clock,
  CodeXml,
  Database,
  Download,
  FileText,
  FlaskConical,
  Info,
  Link,
  LogIn,
  LogOut,
  MapPin,
  Minus,
  Moon,
  Search,
  Sun,
  SunMoon,
  Table,
  TrendingDown,
  TrendingUp,
  TriangleAlert,
  X,
} from "lucide";
import { h } from "preact";

const ICONS = {
  "arrow-down": ArrowDownWideNarrow,
  "arrow-up": ArrowUpNarrowWide,
  book: BookOpen,
  chart: ChartColumn,
  check: Check,
  down: ChevronDown,
  next: ChevronRight,
  error: CircleAlert,
  clock: Clock,
  database: Database,
  download: Download,
  embed: CodeXml,
  file: FileText,
  flask: FlaskConical,
  info: Info,
  link: Link,
  map: MapPin,
  flat: Minus,
  moon: Moon,
  search: Search,
  sun: Sun,
  auto: SunMoon,
  table: Table,
  fall: TrendingDown,
  rise: TrendingUp,
  user: CircleUser,
  enter: LogIn,
  leave: LogOut,
  warning: TriangleAlert,
  close: X,
} as const;
export type IconName = keyof typeof ICONS;

/** Icons that point along the line of reading turn with it; those of time (rise, fall) do not, as charts of time do not. */
const MIRRORED: ReadonlySet<IconName> = new Set(["next", "enter", "leave"]);

/** An inline icon of 1em. It says nothing by itself: words stand beside it, or `label` names it. */
export function Icon({ name, label, size = 20 }: { name: IconName; label?: string; size?: number }) {
  return (
    <svg
      class={MIRRORED.has(name) ? "icon icon-mirrored" : "icon"}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined ? "true" : undefined}
      focusable="false"
    >
      {ICONS[name].map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
