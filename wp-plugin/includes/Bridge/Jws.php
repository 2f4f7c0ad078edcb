<?php
/**
 * Signed tokens.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

/** Compact JWS (RFC 7515) with Ed25519 (RFC 8037). Each use has its own `typ`. */
final class Jws {
	private const LONGEST = 8192;

	/**
	 * Signs claims.
	 *
	 * @param Key                  $key    The key that signs; its id becomes `kid`.
	 * @param string               $typ    The use of the token.
	 * @param array<string, mixed> $claims The claims, in the same order as at the bridge.
	 */
	public static function sign( Key $key, string $typ, array $claims ): string {
		$header = array(
			'alg' => 'EdDSA',
			'typ' => $typ,
			'kid' => $key->id(),
		);
		$signed = Base64Url::encode( self::json( $header ) ) . '.' . Base64Url::encode( self::json( $claims ) );
		return $signed . '.' . Base64Url::encode( $key->sign( $signed ) );
	}

	/**
	 * The claims of a token; null if it is not signed with that key, or is for another use.
	 *
	 * @param string $token The compact JWS.
	 * @param string $typ   The expected use.
	 * @param string $x     The public key as its JWK has it.
	 * @return array<string, mixed>|null
	 */
	public static function verified( string $token, string $typ, string $x ): ?array {
		$parts = explode( '.', $token );
		if ( strlen( $token ) > self::LONGEST || count( $parts ) !== 3 ) {
			return null;
		}
		$header    = self::read( $parts[0] );
		$claims    = self::read( $parts[1] );
		$signature = Base64Url::decode( $parts[2] );
		$key       = Base64Url::decode( $x );
		if ( null === $header || null === $claims || null === $signature || null === $key ) {
			return null;
		}
		$has_algorithm = in_array( $header['alg'] ?? null, array( 'EdDSA', 'Ed25519' ), true );
		if ( ( $header['typ'] ?? null ) !== $typ || ! $has_algorithm ) {
			return null;
		}
		foreach ( array( 'jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64' ) as $foreign ) {
			if ( array_key_exists( $foreign, $header ) ) {
				return null;
			}
		}
		if ( strlen( $signature ) !== SODIUM_CRYPTO_SIGN_BYTES ) {
			return null;
		}
		if ( strlen( $key ) !== SODIUM_CRYPTO_SIGN_PUBLICKEYBYTES ) {
			return null;
		}
		return sodium_crypto_sign_verify_detached( $signature, $parts[0] . '.' . $parts[1], $key ) ? $claims : null;
	}

	/**
	 * Writes JSON as the bridge does, so that both sign the same bytes.
	 *
	 * @param array<string, mixed> $value The value.
	 */
	private static function json( array $value ): string {
		return (string) wp_json_encode( $value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
	}

	/**
	 * Reads one part of a token.
	 *
	 * @param string $part Base64url of a JSON object.
	 * @return array<string, mixed>|null
	 */
	private static function read( string $part ): ?array {
		$text = Base64Url::decode( $part );
		$read = null === $text ? null : json_decode( $text, true );
		return is_array( $read ) && ! array_is_list( $read ) ? $read : null;
	}
}
