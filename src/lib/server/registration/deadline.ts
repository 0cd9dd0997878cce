/** Whether units may send teams at this moment: opened by the organizer, and the deadline not over. */
export function isOpen(
	contest: { readonly registration: string; readonly registrationClosesAt: Date | null },
	at: Date
): boolean {
	if (contest.registration !== 'open') return false;
	return contest.registrationClosesAt === null || at.getTime() <= contest.registrationClosesAt.getTime();
}
