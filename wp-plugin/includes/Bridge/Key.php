<?php
/**
 * The shop's key pair.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

/**
 * An Ed25519 key pair. It is made in the shop, and its private half never leaves the shop. Without PHP's sodium
 * extension, WordPress's sodium_compat signs; the signature is the same, but takes a fifth of a second.
 */
final class Key {
	/**
	 * Makes the pair from a seed.
	 *
	 * @param non-empty-string $seed 32 bytes.
	 */
	private function __construct( private readonly string $seed ) {}

	/** Makes a new pair. */
	public static function make(): self {
		return new self( random_bytes( SODIUM_CRYPTO_SIGN_SEEDBYTES ) );
	}

	/**
	 * The pair of a stored seed; null if the value is not a seed.
	 *
	 * @param mixed $stored What `stored` returned.
	 */
	public static function of( mixed $stored ): ?self {
		$seed = is_string( $stored ) ? Base64Url::decode( $stored ) : null;
		return null !== $seed && strlen( $seed ) === SODIUM_CRYPTO_SIGN_SEEDBYTES ? new self( $seed ) : null;
	}

	/** The seed as text: a secret. */
	public function stored(): string {
		return Base64Url::encode( $this->seed );
	}

	/**
	 * The public half as a JWK.
	 *
	 * @return array{kty: string, crv: string, x: string}
	 */
	public function public_jwk(): array {
		$pair = sodium_crypto_sign_seed_keypair( $this->seed );
		return array(
			'kty' => 'OKP',
			'crv' => 'Ed25519',
			'x'   => Base64Url::encode( sodium_crypto_sign_publickey( $pair ) ),
		);
	}

	/** The key's id. */
	public function id(): string {
		return self::thumbprint( $this->public_jwk()['x'] );
	}

	/**
	 * The id of a public key: its thumbprint (RFC 7638, RFC 8037).
	 *
	 * @param string $x The public key as its JWK has it.
	 */
	public static function thumbprint( string $x ): string {
		return Base64Url::encode( hash( 'sha256', '{"crv":"Ed25519","kty":"OKP","x":"' . $x . '"}', true ) );
	}

	/**
	 * Signs bytes.
	 *
	 * @param string $bytes The bytes.
	 * @return string The signature, 64 bytes.
	 */
	public function sign( string $bytes ): string {
		$pair = sodium_crypto_sign_seed_keypair( $this->seed );
		return sodium_crypto_sign_detached( $bytes, sodium_crypto_sign_secretkey( $pair ) );
	}

	/** Whether PHP's sodium extension signs. */
	public static function is_quick(): bool {
		return extension_loaded( 'sodium' );
	}
}
