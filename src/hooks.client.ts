import { overwriteSetLocale } from '#lib/paraglide/runtime.js';

// Paraglide writes the language that a page was read in back into the cookie as soon as the page's scripts run. A page that is
// about to be left would so take back the language that was just chosen: the server alone remembers it.
overwriteSetLocale(() => {});
