import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test as base } from '@playwright/test';
import { startStory, type RunningStory, type StoryOptions } from '../support/story-world.ts';

interface Fixtures {
	options: StoryOptions;
	story: RunningStory;
}

/** A story has a server of its own: `test.use({ options: { contest: … } })` says what stands in it. */
export const test = base.extend<object, Fixtures>({
	options: [{}, { scope: 'worker', option: true }],
	story: [
		async ({ options }, use) => {
			const story = await startStory(options);
			await use(story);
			await story.end();
		},
		{ scope: 'worker', timeout: 120_000 }
	]
});

export { expect };

/** Signs in through the page as the login with this role. */
export async function signIn(page: Page, story: RunningStory, role: string, index = 0): Promise<void> {
	const login = story.logins.filter((one) => one.role === role)[index];
	if (!login) throw new Error(`no login for ${role}`);
	await page.goto(`${story.origin}/auth/sign-in`);
	await page.getByLabel('Tên đăng nhập').fill(login.username);
	await page.getByLabel('Mật khẩu').fill(login.password);
	await page.getByRole('button', { name: 'Đăng nhập' }).click();
	await expect(page).toHaveURL(/\/desk/);
}

/** What axe finds serious on the page as it is now. */
export async function seriousFaults(page: Page): Promise<string[]> {
	// In the page itself: opening a second one for each look took as long as looking. Frames are pages of their own, and axe
	// would wait for them.
	const { violations } = await new AxeBuilder({ page })
		.setLegacyMode()
		.options({ iframes: false, preload: false, resultTypes: ['violations'] })
		.analyze();
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Axe finds nothing serious on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
	expect(await seriousFaults(page)).toEqual([]);
}

const isCut = new WeakMap<BrowserContext, boolean>();

/**
 * Takes the network away from a tablet, or gives it back. Chromium's own "offline" lets a socket through for a moment while a page
 * is loaded anew: what waits on the tablet was sent then, and only its answer was lost.
 */
export async function network(context: BrowserContext, isThere: boolean): Promise<void> {
	if (!isCut.has(context)) {
		await context.routeWebSocket(/./, (line) => {
			if (isCut.get(context)) void line.close();
			else line.connectToServer();
		});
	}
	isCut.set(context, !isThere);
	await context.setOffline(!isThere);
}
