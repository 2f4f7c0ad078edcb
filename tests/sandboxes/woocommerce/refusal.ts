import type { Answer } from '../kit/answer.ts';
import type { FailureAnswers } from '../kit/failures.ts';

/** An error as WordPress writes it. */
export const wordpressError = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message, data: { status } },
});

const page = (status: number, title: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  headers: { 'Content-Type': 'text/html; charset=UTF-8', ...headers },
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><p>${title}</p></body></html>`,
});

/** What every page answers while WordPress updates itself (wp-includes/load.php, wp_maintenance). */
export const maintenance = page(503, 'Briefly unavailable for scheduled maintenance. Check back in a minute.', {
  'Retry-After': '600',
});

export const notAllowed = wordpressError(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
/** A user who is known by the key, but may not manage the shop. */
export const notManager = wordpressError(403, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
/** What security plugins answer to everybody who is not logged in. */
export const notLoggedIn = wordpressError(401, 'rest_not_logged_in', 'You are not currently logged in.');
export const noRoute = wordpressError(404, 'rest_no_route', 'No route was found matching the URL and request method.');
export const noSuchZone = wordpressError(404, 'woocommerce_rest_shipping_zone_invalid', 'Resource does not exist.');
export const noSuchOrder = wordpressError(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');

export const failureAnswers = {
  tooMany: page(429, 'Too Many Requests', { 'Retry-After': '30' }),
  unauthorized: notAllowed,
  forbidden: page(403, 'Forbidden'),
  broken: wordpressError(500, 'internal_server_error', '<p>There has been a critical error on this website.</p>'),
} as const satisfies FailureAnswers;
