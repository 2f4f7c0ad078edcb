<?php
/**
 * The way to the bridge for a browser that cannot sign.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Bridge\Proof;
use Kontor\Bridge\Pairing\Pairing;
use WP_REST_Request;

/**
 * `POST kontor/v1/act`: signs with the shop's key what the user asks, and names the user in the claim `act`. Browsers have no
 * `crypto.subtle` on a page without https. The bridge gives such a request what it gives the user's own, and its journal says how it came.
 */
final class Act extends Forward {
	protected const ROUTE = '/act';

	/**
	 * The shop's proof.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 * @param User            $user    Who sits at the browser.
	 * @param Target          $target  What is asked.
	 * @param string          $body    The raw body.
	 * @return array<string, string>
	 */
	protected function proof( WP_REST_Request $request, Pairing $pairing, User $user, Target $target, string $body ): array {
		return array(
			Proof::HEADER => Proof::sign( $pairing->key, $pairing->shop, $pairing->bridge, $target->method, $target->path, $body, time(), wp_generate_uuid4(), $user->act() ),
		);
	}
}
