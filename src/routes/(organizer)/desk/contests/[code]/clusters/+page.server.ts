import { newId } from '#lib/live/id.ts';
import { app } from '#lib/server/app.ts';
import { fieldsOf, runForm } from '#lib/server/command/form.ts';
import { deskContest } from '#lib/server/contest/contest-guard.ts';
import { clustersOf, contestOverview } from '#lib/server/contest/contest-query.ts';
import { placeTeams } from '#lib/server/contest/place-teams.ts';
import { makeClusters, removeCluster, saveCluster } from '#lib/server/contest/save-cluster.ts';
import { teamList, unitChoice } from '#lib/server/contest/team-query.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const { read } = app().database;
	const { contest, mayDo } = await deskContest(read, locals.actor, params.code);
	const [clusters, overview, teams] = await Promise.all([
		clustersOf(read, contest.id),
		contestOverview(read, contest.id, locals.locale),
		teamList(read, contest.id)
	]);
	const leads = clusters.flatMap(({ leadUnitId }) => leadUnitId ?? []);
	const units = await unitChoice(read, contest.startsOn ?? new Date().toISOString().slice(0, 10), leads);
	return {
		key: newId(),
		stages: overview.stages
			.filter(({ isClustered }) => isClustered)
			.map(({ key, name }) => ({
				key,
				name: name[locals.locale],
				clusters: clusters.filter(({ stageKey }) => stageKey === key)
			})),
		teams: teams.filter(({ isWithdrawn }) => !isWithdrawn),
		units,
		mayEdit: mayDo('cluster.save'),
		mayPlace: mayDo('team.place')
	};
};

type Event = Parameters<Actions[string]>[0];

async function ask(event: Event, command: Parameters<typeof runForm>[1]) {
	const { contest } = await deskContest(app().database.read, event.locals.actor, event.params.code);
	const form = await event.request.formData();
	return runForm(event, command, { ...fieldsOf(form), contestId: contest.id }, String(form.get('key') ?? ''));
}

export const actions: Actions = {
	make: (event) => ask(event, makeClusters),
	save: (event) => ask(event, saveCluster),
	remove: (event) => ask(event, removeCluster),
	place: (event) => ask(event, placeTeams)
};
