import { exactText, sum } from '#lib/domain/shared/exact.ts';
import { TIME_DEDUCTIONS } from '../deduction-type.ts';
import type { Prizes } from '../prizes.ts';
import type { Stage } from '../rules.ts';
import { checkCriterionPath, checkLadder, checkPartPath } from './check-ladder.ts';
import { checkPart } from './check-part.ts';
import { checkPlacing } from './check-placing.ts';
import { checkQualification } from './check-qualification.ts';
import type { Report } from './report.ts';
import { numbers, reportTwice } from './report.ts';

/** Says everything that cannot work within one stage. */
export function checkStage(stage: Stage, report: Report): void {
	reportTwice(stage.parts, report.below('parts'));
	stage.parts.forEach((part, index) => checkPart(part, stage.panel, report.below('parts', index)));
	if (stage.parts[0]?.order === 'reverse')
		report.add(['parts', 0, 'order'], 'rules_problem_first_part_reversed');
	const { quorum, judges } = stage.panel;
	if (quorum > judges) {
		report.add(['panel', 'quorum'], 'rules_problem_quorum_above_panel', { quorum, judges });
	}
	checkDeductions(stage, report.below('deductions'));
	checkRounding(stage, report);
	checkLadder(stage, report.below('tieLadder'));
	checkPlacing(stage, report);
	checkQualification(stage, report.below('qualification'));
	checkPrizes(stage, stage.prizes, report.below('prizes'));
}

function checkDeductions(stage: Stage, report: Report): void {
	reportTwice(stage.deductions, report);
	stage.deductions.forEach((type, index) => {
		if (TIME_DEDUCTIONS.some((key) => key === type.key)) {
			report.add([index, 'key'], 'rules_problem_key_reserved', { key: type.key });
		}
		if (type.effect.kind === 'voidPart' && type.scope === 'total') {
			report.add([index, 'scope'], 'rules_problem_void_needs_part', { key: type.key });
		}
	});
}

function checkRounding(stage: Stage, report: Report): void {
	stage.rounding.forEach((rounding, index) => {
		if (stage.rounding.findIndex((other) => other.after === rounding.after) < index) {
			report.add(['rounding', index, 'after'], 'rules_problem_rounding_twice', { after: rounding.after });
		}
	});
	if (stage.compare === 'rounded' && !stage.rounding.some((rounding) => rounding.after === 'total')) {
		report.add(['compare'], 'rules_problem_rounded_without_point');
	}
}

function checkPrizes(stage: Stage, prizes: Prizes, report: Report): void {
	reportTwice(prizes.tiers, report.below('tiers'));
	reportTwice(prizes.side, report.below('side'));
	const weights = stage.parts.map((part) => numbers(part.scale, part.coefficient));
	const most = weights.includes(null) ? null : sum(weights.map((pair) => pair![0].mul(pair![1])));
	prizes.tiers.forEach((tier, index) => {
		if (tier.places === 'rest' && index < prizes.tiers.length - 1) {
			report.add(['tiers', index, 'places'], 'rules_problem_rest_not_last');
		}
		if (tier.minTotal !== null && !prizes.mayStayVacant) {
			report.add(['tiers', index, 'minTotal'], 'rules_problem_prize_never_vacant');
		}
		const asked = tier.minTotal === null ? null : numbers(tier.minTotal);
		if (asked && most && asked[0].compare(most) > 0) {
			const params = { minTotal: tier.minTotal!, most: exactText(most) };
			report.add(['tiers', index, 'minTotal'], 'rules_problem_prize_out_of_reach', params);
		}
	});
	prizes.side.forEach((prize, index) => {
		const here = report.below('side', index, 'by');
		if (prize.by.kind === 'partScore') checkPartPath(stage.parts, prize.by.part, here.below('part'));
		if (prize.by.kind === 'criterionScore') {
			checkCriterionPath(stage.parts, prize.by.criterion, here.below('criterion'));
		}
	});
}
