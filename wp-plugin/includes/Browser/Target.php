<?php
/**
 * What a browser may ask the bridge through its shop.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Pairing\Pairing;
use WP_REST_Request;

/** Method, path and query of a request that is to be passed on: always below this shop's own address at the paired bridge. */
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
	 * The target that the request's own query names; null where it is none for this shop. A body may hold the same names, and says nothing here.
	 *
	 * @param WP_REST_Request $request The browser's request.
	 * @param Pairing         $pairing The shop's pairing.
	 */
	public static function of( WP_REST_Request $request, Pairing $pairing ): ?self {
		$asked                 = $request->get_query_params();
		list( $method, $path ) = array( $asked['method'] ?? null, $asked['target'] ?? null );
		if ( ! in_array( $method, array( 'GET', 'POST', 'DELETE' ), true ) || ! is_string( $path ) ) {
			return null;
		}
		$own = '/v1/shops/' . rawurlencode( $pairing->shop ) . '/';
		if ( ! str_starts_with( $path, $own ) || strlen( $path ) > self::LONGEST || preg_match( '/^[\x21-\x7e]+\z/', $path ) !== 1 ) {
			return null;
		}
		// No way out of the shop's own address, however a server on the way may read it.
		list( $below ) = explode( '?', substr( $path, strlen( $own ) ), 2 );
		$steps         = explode( '/', rawurldecode( $below ) );
		if ( preg_match( '/%2f|%5c|\\\\/i', $below ) === 1 || array_intersect( $steps, array( '', '.', '..' ) ) !== array() || str_contains( $path, '#' ) ) {
			return null;
		}
		return new self( $method, $path );
	}
}
