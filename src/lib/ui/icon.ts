import type { Component } from 'svelte';

/** An icon from @lucide/svelte, imported one by one. */
export type Icon = Component<{ size?: number | string }>;
