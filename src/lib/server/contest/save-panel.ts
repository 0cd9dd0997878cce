import * as v from 'valibot';
import { nameSortKey } from '#lib/domain/people/collation.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { command, type Context } from '#lib/server/command/command.ts';
import { Refusal, type FieldProblem } from '#lib/server/command/refusal.ts';
import { id } from './input.ts';
import { labelsOf, seatFields, type SeatFields } from './panel-fields.ts';
import { roundScope } from './scope.ts';

/**
 * Seats the jury, the secretaries and the timekeepers of a round. Once the round is open a seat can only be added: a
 * substitute is another judge with another seat, and nobody's marks become somebody else's.
 */
export const savePanel = command({
	action: 'panel.save',
	input: v.object({ roundId: id, seats: v.pipe(v.array(seatFields), v.maxLength(60, 'field_too_long')) }),
	scope: (tx, input) => roundScope(tx, input.roundId),
	async run(context, { roundId, seats }) {
		const { tx, audit, publish } = context;
		const round = await tx.round.findUniqueOrThrow({ where: { id: roundId }, include: { panel: true } });
		if (round.state !== 'configured' && round.state !== 'open') throw new Refusal('contest_panel_sealed');
		const labels = labelsOf(seats);
		refuseOddPanel(seats, labels);
		const known = new Map(round.panel.map((seat) => [seat.id, seat]));
		const stranger = seats.find(({ seatId }) => seatId !== null && !known.has(seatId));
		if (stranger) throw new Refusal('not_found');
		const personIds = await peopleAtTable(context, seats, known);
		await refuseTeamMembers(context, round.contestId, personIds);

		const gone = round.panel.filter((seat) => !seats.some(({ seatId }) => seatId === seat.id));
		const rows = seats.map((seat, index) => ({
			seat: seat.seatId === null ? null : known.get(seat.seatId)!,
			data: {
				personId: personIds[index]!,
				role: seat.role,
				label: labels[index]!,
				speciality: seat.speciality,
				position: index + 1
			}
		}));
		const altered = rows.filter(
			({ seat, data }) => seat && (seat.personId !== data.personId || seat.role !== data.role)
		);
		if (round.state === 'open' && (gone.length > 0 || altered.length > 0)) {
			throw new Refusal('contest_panel_open', { label: (gone[0] ?? altered[0]!.seat!).label });
		}
		for (const seat of gone) await refuseUsed(context, seat);
		for (const { seat } of altered) await refuseUsed(context, seat!);
		await tx.panelSeat.deleteMany({ where: { id: { in: gone.map((seat) => seat.id) } } });
		// Labels and people are unique in a round; two seats that exchange them must not meet on the way.
		for (const { seat } of rows) {
			if (seat) await tx.panelSeat.update({ where: { id: seat.id }, data: { label: `~${seat.id}` } });
		}
		for (const { seat, data } of rows) {
			if (seat) await tx.panelSeat.update({ where: { id: seat.id }, data });
			else await tx.panelSeat.create({ data: { id: context.newId(), roundId, ...data } });
		}
		audit({
			subjectKind: 'panel',
			subjectId: roundId,
			before: round.panel.map(({ label, role, personId }) => ({ label, role, personId })),
			after: rows.map(({ data }) => ({ label: data.label, role: data.role, personId: data.personId }))
		});
		publish({ kind: 'round.changed', contestId: round.contestId, roundId });
		return { seats: rows.length };
	}
});

function refuseOddPanel(seats: readonly SeatFields[], labels: readonly string[]): void {
	const problems: FieldProblem[] = [];
	labels.forEach((label, index) => {
		if (labels.indexOf(label) < index) {
			problems.push({ field: `seats.${index}.label`, code: 'contest_panel_label_twice', params: { label } });
		}
	});
	const chairs = seats.filter(({ role }) => role === 'chair').length;
	if (chairs > 1) problems.push({ field: 'seats', code: 'contest_panel_chairs', params: { count: chairs } });
	const [first] = problems;
	if (first) throw new Refusal(first.code, first.params ?? {}, problems);
}

type KnownSeats = ReadonlyMap<string, { readonly personId: string }>;

async function peopleAtTable(
	context: Context,
	seats: readonly SeatFields[],
	known: KnownSeats
): Promise<string[]> {
	const personIds: string[] = [];
	for (const [index, seat] of seats.entries()) {
		const personId = await personAtTable(context, seat, known);
		if (personIds.includes(personId)) {
			const params = { person: seat.fullName };
			throw new Refusal('contest_panel_person_twice', params, [
				{ field: `seats.${index}.fullName`, code: 'contest_panel_person_twice', params }
			]);
		}
		personIds.push(personId);
	}
	return personIds;
}

async function personAtTable(
	{ tx, at, newId, audit }: Context,
	seat: SeatFields,
	known: KnownSeats
): Promise<string> {
	const { fullName, unitId } = seat;
	const seated = seat.seatId === null ? null : known.get(seat.seatId)!.personId;
	for (const candidate of [seat.personId, seated]) {
		if (!candidate) continue;
		const person = await tx.person.findUnique({ where: { id: candidate } });
		if (!person && candidate === seat.personId) throw new Refusal('not_found');
		if (person?.fullName === fullName && (unitId === null || person.unitId === unitId)) return person.id;
	}
	const namesakes = await tx.person.findMany({
		where: { fullName, ...(unitId ? { unitId } : {}) },
		select: { id: true }
	});
	if (namesakes.length === 1) return namesakes[0]!.id;
	if (unitId && !(await tx.unit.findUnique({ where: { id: unitId }, select: { id: true } }))) {
		throw new Refusal('not_found');
	}
	const id = newId();
	await tx.person.create({
		data: {
			id,
			fullName,
			unitId,
			sortKey: nameSortKey(fullName),
			searchKey: searchKey(fullName),
			createdAt: at
		}
	});
	audit({ subjectKind: 'person', subjectId: id, after: { fullName, unitId } });
	return id;
}

async function refuseTeamMembers(
	{ tx }: Context,
	contestId: string,
	personIds: readonly string[]
): Promise<void> {
	const members = await tx.teamMember.findMany({
		where: { contestId, personId: { in: [...personIds] } },
		include: { person: { select: { fullName: true } }, team: { select: { name: true } } }
	});
	const problems = members.map(({ personId, person, team }) => ({
		field: `seats.${personIds.indexOf(personId)}.fullName`,
		code: 'contest_panel_person_in_team',
		params: { person: person.fullName, team: team.name }
	}));
	const [first] = problems;
	if (first) throw new Refusal(first.code, first.params, problems);
}

async function refuseUsed({ tx }: Context, seat: { id: string; label: string }): Promise<void> {
	const used =
		(await tx.mark.findFirst({ where: { seatId: seat.id }, select: { id: true } })) ??
		(await tx.ballot.findFirst({ where: { seatId: seat.id }, select: { id: true } })) ??
		(await tx.device.findFirst({ where: { seatId: seat.id, revokedAt: null }, select: { id: true } }));
	if (used) throw new Refusal('contest_seat_in_use', { label: seat.label });
}
