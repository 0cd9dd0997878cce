import { createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

/** A certificate of this test server alone, for `localhost`: nobody else trusts it. */
export const SMTP_CERTIFICATE = `
-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUYglUjsvISUsNrmDpjBBD9wHQC6AwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyOTEwMzcxMVoYDzIxMjYxMTA1
MTAzNzExWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATODAT1B23gzDiHiulx6QzgetbqjJnt3ENZETOycyZmqlPXRZ6eEiCy
abwz40/CDTMQIijR/x3XGRyAcnKQwCtOo28wbTAdBgNVHQ4EFgQUCvNMMqgiiUJP
xw6Ju/6Fa+n38R0wHwYDVR0jBBgwFoAUCvNMMqgiiUJPxw6Ju/6Fa+n38R0wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgSHl7ejWwvjU6mSxFwHTlgjnjcY0i/D9F8JKwjsLvaEYCIEk0
tUBDLN7iFtP73JM2AyvmCpH0o6X1vcj6CgIyFkfz
-----END CERTIFICATE-----
`;
const KEY = `
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwy66RvO1RdOh4Srk
g1+pnIKrqg1hkI+0KLo59jLODbuhRANCAATODAT1B23gzDiHiulx6QzgetbqjJnt
3ENZETOycyZmqlPXRZ6eEiCyabwz40/CDTMQIijR/x3XGRyAcnKQwCtO
-----END PRIVATE KEY-----
`;

export interface Received {
	readonly from: string;
	readonly to: readonly string[];
	readonly data: string;
	readonly isEncrypted: boolean;
	readonly user: string | null;
}

/** What the server does instead of taking a letter; asked for each command with the recipient where it is known. */
export type Conduct = (
	step: 'connect' | 'auth' | 'mail' | 'rcpt' | 'data' | 'end',
	to: string
) => string | null;

export interface SmtpServer {
	readonly port: number;
	readonly received: Received[];
	/** An answer such as `550 no such user`, `drop` to cut the line, or null to go on. */
	conduct: Conduct;
	/** Every line that clients said, passwords too. */
	readonly lines: string[];
	close(): Promise<void>;
}

interface SmtpOptions {
	/** Offers STARTTLS. */
	readonly starttls?: boolean;
	/** TLS from the first byte. */
	readonly tls?: boolean;
	/** Only who signs in may send. */
	readonly login?: { readonly user: string; readonly password: string };
}

/** A real SMTP server on a socket of this machine, which can be made to refuse, to stumble and to hang up. */
export async function smtpServer(options: SmtpOptions = {}): Promise<SmtpServer> {
	const context = createSecureContext({ cert: SMTP_CERTIFICATE, key: KEY });
	const open = new Set<Socket>();
	const self = { received: [] as Received[], lines: [] as string[], conduct: (() => null) as Conduct };

	function serve(socket: Socket, isEncrypted: boolean, greets: boolean): void {
		let [from, user, held] = ['', null as string | null, ''];
		let to: string[] = [];
		let body: string[] | null = null;
		const say = (line: string) => void socket.write(`${line}\r\n`);
		/** True where the conduct has answered. */
		const unruly = (step: Parameters<Conduct>[0]) => {
			const answer = self.conduct(step, to.at(-1) ?? '');
			if (answer === null) return false;
			if (answer === 'drop') socket.destroy();
			else say(answer);
			return true;
		};
		function ended(): void {
			const data = body!.join('\r\n');
			body = null;
			if (unruly('end')) return;
			self.received.push({ from, to, data, isEncrypted, user });
			say('250 2.0.0 taken');
		}
		function hear(line: string): void {
			if (body) {
				if (line === '.') ended();
				else body.push(line.startsWith('.') ? line.slice(1) : line);
				return;
			}
			self.lines.push(line);
			const [verb = '', rest = ''] = [line.split(/[ :]/)[0]?.toUpperCase(), line];
			if (verb === 'EHLO') {
				say('250-kheo.test');
				if (options.starttls && !isEncrypted) say('250-STARTTLS');
				if (options.login) say('250-AUTH PLAIN LOGIN');
				say('250 8BITMIME');
			} else if (verb === 'STARTTLS' && options.starttls && !isEncrypted) {
				say('220 go on');
				socket.removeAllListeners('data');
				const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
				secure.on('error', () => {});
				serve(secure, true, false);
			} else if (verb === 'AUTH' && options.login) {
				if (unruly('auth')) return;
				const [, name, secret] = Buffer.from(line.split(' ')[2] ?? '', 'base64')
					.toString()
					.split('\0');
				if (name !== options.login.user || secret !== options.login.password) return say('535 5.7.8 wrong');
				user = name;
				say('235 2.7.0 in');
			} else if (verb === 'MAIL') {
				if (unruly('mail')) return;
				if (options.login && !user) return say('530 5.7.0 sign in first');
				from = /<(.*?)>/.exec(rest)?.[1] ?? '';
				to = [];
				say('250 ok');
			} else if (verb === 'RCPT') {
				to.push(/<(.*?)>/.exec(rest)?.[1] ?? '');
				if (!unruly('rcpt')) say('250 ok');
			} else if (verb === 'DATA') {
				if (unruly('data')) return;
				body = [];
				say('354 go on');
			} else if (verb === 'QUIT') {
				say('221 bye');
				socket.end();
			} else say(verb === 'RSET' || verb === 'NOOP' ? '250 ok' : '502 what?');
		}
		socket.on('data', (bytes) => {
			const lines = (held + bytes.toString('utf8')).split('\r\n');
			held = lines.pop() ?? '';
			for (const line of lines) if (!socket.destroyed) hear(line);
		});
		if (greets && !unruly('connect')) say('220 kheo.test ESMTP');
	}

	const server: Server = createServer((socket) => {
		open.add(socket);
		socket.on('error', () => {}).on('close', () => open.delete(socket));
		if (!options.tls) return serve(socket, false, true);
		const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
		secure.on('error', () => {});
		serve(secure, true, true);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () =>
		new Promise<void>((resolve) => {
			for (const socket of open) socket.destroy();
			server.close(() => resolve());
		});
	return Object.assign(self, { port: (server.address() as { port: number }).port, close });
}
