/** Labels of one series, such as { audience: 'public' }. Values are few and known: never ids or addresses. */
export type Labels = Readonly<Record<string, string>>;

interface Family {
	readonly text: () => string;
}

const escaped = (text: string) => text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/"/g, '\\"');

function named(labels: Labels): string {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
	return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

const head = (name: string, kind: string, help: string) => `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n`;

/** Figures of one process in Prometheus' text format. */
export function registry() {
	const families: Family[] = [];
	return {
		/** Only grows. */
		counter(name: string, help: string) {
			const series = new Map<string, number>();
			const lines = () => [...series].map(([labels, value]) => `${name}${labels} ${value}\n`).join('');
			families.push({ text: () => head(name, 'counter', help) + (lines() || `${name} 0\n`) });
			return {
				add(amount = 1, labels: Labels = {}) {
					const key = named(labels);
					series.set(key, (series.get(key) ?? 0) + amount);
				}
			};
		},
		/** Read at the moment it is asked for. */
		gauge(
			name: string,
			help: string,
			read: () => readonly { readonly labels?: Labels; readonly value: number }[]
		) {
			const lines = () => read().map(({ labels, value }) => `${name}${named(labels ?? {})} ${value}\n`);
			families.push({ text: () => head(name, 'gauge', help) + lines().join('') });
		},
		/** Counts observations up to each bound. */
		histogram(name: string, help: string, bounds: readonly number[]) {
			const counts = bounds.map(() => 0);
			let total = 0;
			let sum = 0;
			families.push({
				text: () =>
					head(name, 'histogram', help) +
					bounds.map((bound, index) => `${name}_bucket{le="${bound}"} ${counts[index]}\n`).join('') +
					`${name}_bucket{le="+Inf"} ${total}\n${name}_sum ${sum}\n${name}_count ${total}\n`
			});
			return {
				observe(value: number) {
					total += 1;
					sum += value;
					for (let index = bounds.length - 1; index >= 0 && value <= bounds[index]!; index--) {
						counts[index] = counts[index]! + 1;
					}
				}
			};
		},
		text: () => families.map((family) => family.text()).join('')
	};
}
