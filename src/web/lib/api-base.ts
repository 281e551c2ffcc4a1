/** Where the API is, without a slash at the end; empty: where the page came from. Set when the page is built. */
export const API_BASE = ((import.meta.env['VITE_API_BASE'] as string | undefined) ?? '').replace(/\/+$/, '');
