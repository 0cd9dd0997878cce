import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, network, signIn, test } from './story.ts';

const [AN, BINH, CUC, DUNG] = ['Nguyễn Văn An', 'Trần Văn Bình', 'Lê Hoàng Cúc', 'Đỗ Minh Dung'] as [
	string,
	string,
	string,
	string
];

test.use({
	options: {
		contest: { clusterSizes: [3], judges: 3, open: false },
		delegates: [AN, BINH, CUC, DUNG],
		awards: { decisions: [[AN, BINH, CUC, DUNG]], inHall: [AN] }
	}
});
test.describe.configure({ mode: 'serial' });

const TABLET = {
	...{ viewport: { width: 1024, height: 768 }, hasTouch: true },
	...{ locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' }
};

const cardOf = (page: Page, name: string) => page.locator('main > ol > li').filter({ hasText: name });
const press = (page: Page, step: string, name: string) =>
	page.getByRole('button', { name: `${step}: Ông ${name}` }).click();

test.describe('two tablets beside the stage, one of them without network for a while', () => {
	const contexts: BrowserContext[] = [];
	let [first, second]: Page[] = [];
	let stage = '';

	test.beforeAll(async ({ browser, story }) => {
		const own = async () => {
			const context = await browser.newContext(TABLET);
			contexts.push(context);
			return context.newPage();
		};
		[first, second] = [await own(), await own()];
		for (const page of [first!, second!]) await signIn(page, story, 'organizer');
		const base = `${story.origin}/desk/honours/${story.awards[0]!.decision}/hand-over`;
		stage = `${base}/stage`;
		await first!.goto(base);
		await first!.getByLabel('Số người mỗi đợt').fill('4');
		await first!.getByRole('button', { name: 'Xếp thứ tự' }).click();
		await expect(first!.getByRole('heading', { name: /^Đợt 1/ })).toBeVisible();
	});
	test.afterAll(async () => {
		for (const context of contexts) await context.close();
	});

	test('see each other’s taps at once', async () => {
		for (const page of [first!, second!]) {
			await page.goto(stage);
			await expect(page.getByRole('heading', { name: 'Đợt 1 / 1' })).toBeVisible();
			await expect(page.getByText('Đã kết nối')).toBeVisible();
		}
		await press(second!, 'Có mặt', AN);
		// Nobody looks again by itself for a minute.
		await expect(cardOf(first!, AN)).toHaveAttribute('data-tone', 'info', { timeout: 30_000 });
		await expectAccessible(first!);
	});

	test('the one without network goes on, says what was not sent, and keeps it when it is loaded again', async () => {
		await first!.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
		await expect
			.poll(() =>
				first!.evaluate(async () => {
					for (const name of await caches.keys()) {
						if (await (await caches.open(name)).match(location.pathname)) return true;
					}
					return false;
				})
			)
			.toBe(true);
		await network(contexts[0]!, false);
		await expect(first!.getByText('Mất mạng: cứ bấm tiếp')).toBeVisible();
		await press(first!, 'Đã nhận', AN);
		await press(first!, 'Đã nhận', BINH);
		await press(first!, 'Có mặt', CUC);
		await press(first!, 'Đã nhận', CUC);
		await cardOf(first!, DUNG).getByText('Người khác nhận thay').click();
		await cardOf(first!, DUNG).getByLabel('Họ tên người nhận thay').fill('Trần Thị Lụa');
		await cardOf(first!, DUNG).getByRole('button', { name: 'Ghi nhận thay' }).click();
		await expect(cardOf(first!, BINH)).toContainText('Đã nhận');
		await expect(cardOf(first!, BINH)).toContainText('Chưa gửi');
		await expect(first!.getByText('5 việc chưa gửi')).toBeVisible();
		await expectAccessible(first!);
		await first!.reload();
		await expect(first!.getByText('5 việc chưa gửi')).toBeVisible();
		await expect(cardOf(first!, DUNG)).toContainText('Trần Thị Lụa đã nhận thay');
		await expect(first!.getByText(/Danh sách xem lúc .+, cách đây/)).toBeVisible();
		await expectAccessible(first!);
		await press(second!, 'Vắng', BINH);
		await expect(cardOf(second!, BINH)).toHaveAttribute('data-tone', 'warning');
		// The browser is gone, and opened again.
		await first!.close({ runBeforeUnload: false });
		first = await contexts[0]!.newPage();
		await first.goto(stage);
		await expect(first.getByText('5 việc chưa gửi')).toBeVisible();
		await expect(cardOf(first, BINH)).toContainText('Chưa gửi');
	});

	test('what the other one noted meanwhile is not written over: it is said, and put aside by a person', async () => {
		await network(contexts[0]!, true);
		await expect(first!.getByText('1 việc không ghi được')).toBeVisible();
		await expect(first!.getByText(/Máy khác đã ghi .*Trần Văn Bình vắng/)).toBeVisible();
		await expect(first!.getByText('việc chưa gửi')).toHaveCount(0);
		await expect(cardOf(first!, BINH)).toHaveAttribute('data-tone', 'warning');
		await expectAccessible(first!);
		// On the other tablet without a touch.
		await expect(cardOf(second!, CUC)).toHaveAttribute('data-tone', 'success');
		await expect(cardOf(second!, DUNG)).toContainText('Trần Thị Lụa đã nhận thay');
		await first!.reload();
		await expect(first!.getByText('1 việc không ghi được')).toBeVisible();
		await first!.getByRole('button', { name: `Đã xem: Ông ${BINH}` }).click();
		await expect(first!.getByText('1 việc không ghi được')).toHaveCount(0);
		await press(first!, 'Đã nhận', BINH);
		await expect(cardOf(second!, BINH)).toHaveAttribute('data-tone', 'success');
	});

	test('a session that ended meanwhile loses nothing: it says so, and sends once one has signed in again', async ({
		story
	}) => {
		await network(contexts[0]!, false);
		await press(first!, 'Bấm nhầm, trở lại', BINH);
		await expect(first!.getByText('1 việc chưa gửi')).toBeVisible();
		await contexts[0]!.clearCookies();
		await network(contexts[0]!, true);
		await expect(first!.getByText('Phiên đăng nhập đã hết')).toBeVisible();
		await expect(first!.getByText('1 việc chưa gửi', { exact: true })).toBeVisible();
		await expectAccessible(first!);
		await first!.getByRole('link', { name: 'Đăng nhập lại' }).click();
		const login = story.logins.find(({ role }) => role === 'organizer')!;
		await first!.getByLabel('Tên đăng nhập').fill(login.username);
		await first!.getByLabel('Mật khẩu').fill(login.password);
		await first!.getByRole('button', { name: 'Đăng nhập' }).click();
		await expect(first!).toHaveURL(/hand-over\/stage/);
		await expect(cardOf(second!, BINH)).not.toHaveAttribute('data-tone', 'success');
		await expect(first!.getByText('việc chưa gửi')).toHaveCount(0);
	});

	test('somebody without the right who signs in on that tablet sees whose taps wait, and sends none of them', async ({
		story
	}) => {
		await network(contexts[0]!, false);
		await press(first!, 'Có mặt', BINH);
		await expect(first!.getByText('1 việc chưa gửi', { exact: true })).toBeVisible();
		await contexts[0]!.clearCookies();
		await network(contexts[0]!, true);
		const login = await contexts[0]!.newPage();
		await signIn(login, story, 'jury-chair');
		await login.close();
		await first!.reload();
		await expect(first!.getByText('Máy đang đăng nhập tài khoản khác')).toBeVisible();
		await expect(
			first!.getByText('Tài khoản này không có quyền ghi trao tặng ở quyết định này')
		).toBeVisible();
		await expect(first!.getByText('1 việc chưa gửi', { exact: true })).toBeVisible();
		await first!.getByText('Việc chưa gửi, còn giữ trên máy này').click();
		await expect(first!.getByText(`Có mặt: Ông ${BINH}`)).toBeVisible();
		await expect(cardOf(first!, AN)).toHaveCount(0);
		await expectAccessible(first!);
		await expect(cardOf(second!, BINH)).not.toHaveAttribute('data-tone', 'info');
		await contexts[0]!.clearCookies();
		await signIn(first!, story, 'organizer');
		await first!.goto(stage);
		await expect(cardOf(second!, BINH)).toHaveAttribute('data-tone', 'info');
		await expect(first!.getByText('việc chưa gửi')).toHaveCount(0);
	});
});
