<?php
/**
 * Proofs of requests.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

/**
 * Signs one request of the shop: its method, its full address and the exact bytes of its body. It is valid now, and
 * once.
 */
final class Proof {
	/** The proof has its own header, since many hosts remove Authorization. */
	public const HEADER = 'kontor-proof';

	/**
	 * The value of the header for one request. Every attempt is signed anew.
	 *
	 * @param Key                                  $key    The shop's key.
	 * @param string                               $shop   The shop's id at the bridge.
	 * @param string                               $bridge The bridge's public address.
	 * @param string                               $method Method, in capitals.
	 * @param string                               $path   Path and query below the bridge's address.
	 * @param string                               $body   The raw body; empty if there is none.
	 * @param int                                  $now    Seconds since 1970.
	 * @param string                               $id     Unique for each request.
	 * @param array{sub: string, may: string}|null $act    The user for whom the shop asks; null if it asks for itself.
	 */
	public static function sign(
		Key $key,
		string $shop,
		string $bridge,
		string $method,
		string $path,
		string $body,
		int $now,
		string $id,
		?array $act = null
	): string {
		return Jws::sign(
			$key,
			'kontor-request+jws',
			array(
				'iss' => $shop,
				'aud' => $bridge,
				'iat' => $now,
				'jti' => $id,
				'htm' => $method,
				'htu' => $bridge . $path,
				'bh'  => Base64Url::encode( hash( 'sha256', $body, true ) ),
			) + ( null === $act ? array() : array( 'act' => $act ) )
		);
	}
}
