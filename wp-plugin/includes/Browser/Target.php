<?php
/**
 * The address at the bridge that a browser asks through its shop.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Pairing\Pairing;
use WP_REST_Request;

/**
 * Method, path and query of a request that is passed on. The path is always below this shop's own address at the
 * bridge.
 */
final class Target {
	private const LONGEST = 2000;

	/**
	 * Makes a target.
	 *
	 * @param string $method Method, in capitals.
	 * @param string $path   Path and query below the bridge's address.
	 */
	private function __construct(
		public readonly string $method,
		public readonly string $path,
	) {}

	/**
	 * Reads the target from the query of a request; null if the shop may not ask for it. Parameters in the body do not
	 * count.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 */
	public static function of( WP_REST_Request $request, Pairing $pairing ): ?self {
		$query                 = $request->get_query_params();
		list( $method, $path ) = array( $query['method'] ?? null, $query['target'] ?? null );
		if ( ! in_array( $method, array( 'GET', 'POST', 'DELETE' ), true ) || ! is_string( $path ) ) {
			return null;
		}
		$own          = '/v1/shops/' . rawurlencode( $pairing->shop ) . '/';
		$is_printable = preg_match( '/^[\x21-\x7e]+\z/', $path ) === 1;
		if ( ! str_starts_with( $path, $own ) || strlen( $path ) > self::LONGEST || ! $is_printable ) {
			return null;
		}
		// The path must not lead out of the shop's own address, however a server on the way decodes it.
		list( $below )   = explode( '?', substr( $path, strlen( $own ) ), 2 );
		$steps           = explode( '/', rawurldecode( $below ) );
		$has_other_slash = preg_match( '/%2f|%5c|\\\\/i', $below ) === 1;
		$leads_elsewhere = array_intersect( $steps, array( '', '.', '..' ) ) !== array();
		if ( $has_other_slash || $leads_elsewhere || str_contains( $path, '#' ) ) {
			return null;
		}
		return new self( $method, $path );
	}
}
