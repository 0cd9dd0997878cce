import Archive from '@lucide/svelte/icons/archive';
import Armchair from '@lucide/svelte/icons/armchair';
import Award from '@lucide/svelte/icons/award';
import BookLock from '@lucide/svelte/icons/book-lock';
import Building2 from '@lucide/svelte/icons/building-2';
import BookUser from '@lucide/svelte/icons/book-user';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import Circle from '@lucide/svelte/icons/circle';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import Dices from '@lucide/svelte/icons/dices';
import FileInput from '@lucide/svelte/icons/file-input';
import Files from '@lucide/svelte/icons/files';
import FileText from '@lucide/svelte/icons/file-text';
import Flag from '@lucide/svelte/icons/flag';
import Gavel from '@lucide/svelte/icons/gavel';
import Grid3x3 from '@lucide/svelte/icons/grid-3x3';
import House from '@lucide/svelte/icons/house';
import IdCard from '@lucide/svelte/icons/id-card';
import KeyRound from '@lucide/svelte/icons/key-round';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Mail from '@lucide/svelte/icons/mail';
import MessageCircleQuestionMark from '@lucide/svelte/icons/message-circle-question-mark';
import MonitorPlay from '@lucide/svelte/icons/monitor-play';
import Presentation from '@lucide/svelte/icons/presentation';
import ScanQrCode from '@lucide/svelte/icons/scan-qr-code';
import UsersRound from '@lucide/svelte/icons/users-round';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Settings from '@lucide/svelte/icons/settings';
import TabletSmartphone from '@lucide/svelte/icons/tablet-smartphone';
import Timer from '@lucide/svelte/icons/timer';
import Trophy from '@lucide/svelte/icons/trophy';
import UserRound from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';
import Vote from '@lucide/svelte/icons/vote';
import type { Icon } from '#lib/ui/icon.ts';

const icons: Record<string, Icon> = {
	home: House,
	contest: Flag,
	checklist: ClipboardCheck,
	rules: ScrollText,
	teams: Users,
	panels: Gavel,
	draw: Dices,
	rounds: ListOrdered,
	programme: CalendarClock,
	clock: Timer,
	grid: Grid3x3,
	stage: MonitorPlay,
	questions: BookLock,
	screens: Presentation,
	results: Trophy,
	record: FileText,
	import: FileInput,
	units: Building2,
	people: UserRound,
	roles: KeyRound,
	devices: TabletSmartphone,
	audit: Archive,
	settings: Settings,
	vote: Vote,
	conference: UsersRound,
	gates: ScanQrCode,
	badges: IdCard,
	delegations: Users,
	reception: BookUser,
	mail: Mail,
	attendance: ListChecks,
	documents: Files,
	asking: MessageCircleQuestionMark,
	certificates: Award,
	seating: Armchair
};

/** A load on the server can only send the name of an icon. */
export function navIcon(name: string | undefined): Icon | undefined {
	return name === undefined ? undefined : (icons[name] ?? Circle);
}
