<?php
/**
 * Tokens for browsers.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;

/**
 * Mints the token with which a browser asks the bridge directly. It is for one user and five minutes, and bound to the
 * browser's key.
 */
final class Token {
	/** The bridge refuses a token that is valid for longer. */
	public const SECONDS = 300;

	/**
	 * Mints a token.
	 *
	 * @param Key    $key    The shop's key.
	 * @param string $shop   The shop's id at the bridge.
	 * @param string $bridge The bridge's public address.
	 * @param User   $user   The logged-in user.
	 * @param string $jkt    The thumbprint of the browser's key.
	 * @param int    $now    Seconds since 1970.
	 */
	public static function mint( Key $key, string $shop, string $bridge, User $user, string $jkt, int $now ): string {
		return Jws::sign(
			$key,
			'kontor-admin+jws',
			array(
				'iss' => $shop,
				'aud' => $bridge,
				'iat' => $now,
				'exp' => $now + self::SECONDS,
				'sub' => $user->name,
				'may' => $user->right,
				'cnf' => array( 'jkt' => $jkt ),
			)
		);
	}
}
