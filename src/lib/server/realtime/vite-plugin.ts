import type { Server } from 'node:http';
import type { Plugin } from 'vite';

/** In development, sockets share vite's port; the module is loaded through vite so that it is the app's own instance. */
export function liveSocketsInDevelopment(): Plugin {
	return {
		name: 'kheo-live-sockets',
		configureServer(vite) {
			const server = vite.httpServer as Server | null;
			if (!server) return;
			return () => {
				void vite
					.ssrLoadModule('/src/lib/server/realtime/attach.ts')
					.then((module) => (module.attachSockets as (server: Server) => Promise<unknown>)(server))
					.catch((error: unknown) => vite.config.logger.error(String(error)));
			};
		}
	};
}
