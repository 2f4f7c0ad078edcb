<?php
/**
 * The token for reading views: a reader token.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Stock;

use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Problem;

/**
 * The reader token, with which the shop reads the bridge's views, so that a page needs no signature. A signed request gets it.
 * It is valid for five minutes and kept until a minute before its end.
 */
final class ReaderToken {
	public const OPTION         = 'kontor_reader_token';
	private const SPARE_SECONDS = 60;

	/**
	 * The kept token; null if there is none that is valid for this pairing.
	 *
	 * @param Pairing $pairing The pairing.
	 */
	public static function kept( Pairing $pairing ): ?string {
		$kept = get_option( self::OPTION );
		if ( ! is_array( $kept ) || ( $kept['for'] ?? null ) !== self::subject( $pairing ) || (int) ( $kept['until'] ?? 0 ) <= time() ) {
			return null;
		}
		return is_string( $kept['token'] ?? null ) ? $kept['token'] : null;
	}

	/**
	 * Gets a new token and keeps it. Returns the problem if the bridge gives none.
	 *
	 * @param Pairing $pairing The pairing.
	 */
	public static function renew( Pairing $pairing ): string|Problem {
		$answer  = $pairing->ask( 'POST', '/views/token' );
		$problem = $answer->problem_without( 'token' ) ?? $answer->problem_without( 'expires' );
		if ( null !== $problem ) {
			return $problem;
		}
		$token = (string) ( $answer->data['token'] ?? '' );
		$kept  = array(
			'for'   => self::subject( $pairing ),
			'token' => $token,
			'until' => (int) strtotime( (string) ( $answer->data['expires'] ?? '' ) ) - self::SPARE_SECONDS,
		);
		update_option( self::OPTION, $kept, false );
		return $token;
	}

	/**
	 * For which shop at which bridge a token is.
	 *
	 * @param Pairing $pairing The pairing.
	 */
	private static function subject( Pairing $pairing ): string {
		return $pairing->bridge . ' ' . $pairing->shop;
	}
}
