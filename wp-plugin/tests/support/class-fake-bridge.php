<?php
/**
 * A bridge for tests.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;

/** Answers like the real bridge, or with answers that a test chooses. */
final class FakeBridge {
	public const URL = 'https://kontor.example.com';

	/** The bridge's key. @var Key */
	public Key $key;

	/**
	 * Wrong claims of its identity, which replace the right ones.
	 *
	 * @var array<string, mixed>
	 */
	public array $claims = array();

	/** Another key that signs in place of the shown one; null for none. @var Key|null */
	public ?Key $signs_with = null;

	/**
	 * Answers by method and path, without the shop's address. They are used in their order; the last one is repeated.
	 *
	 * @var array<string, list<array<string, mixed>|\WP_Error>>
	 */
	public array $answers = array();

	/** Makes a bridge and lets it answer the site's requests. */
	public function __construct() {
		$this->key         = Key::make();
		Site::$now->server = fn ( string $url, array $args ) => $this->answer( $url, $args );
	}

	/**
	 * Adds an answer to a request.
	 *
	 * @param string               $request Method and path, such as `POST /events`.
	 * @param array<string, mixed> $data    The object.
	 * @param int                  $status  The HTTP status.
	 */
	public function answers( string $request, array $data, int $status = 200 ): void {
		$this->answers[ $request ][] = Site::answer( $status, (string) json_encode( (object) $data ) );
	}

	/** A pairing code of this bridge. */
	public function code(): string {
		$parts = array(
			'v' => 1,
			'u' => self::URL,
			'k' => $this->key->id(),
			'p' => 'p1',
			's' => 'the-secret-of-this-pairing-which-is-long-enough',
		);
		return 'kontor-' . Base64Url::encode( (string) json_encode( $parts, JSON_UNESCAPED_SLASHES ) );
	}

	/** Whether any request so far contained the secret. */
	public static function was_told_secret(): bool {
		return str_contains( (string) json_encode( Site::$now->requests ), 'the-secret-of-this-pairing-which-is-long-enough' );
	}

	/**
	 * Answers a request.
	 *
	 * @param string               $url  The address.
	 * @param array<string, mixed> $args The arguments of WordPress's request.
	 * @return array<string, mixed>|\WP_Error
	 */
	private function answer( string $url, array $args ): array|\WP_Error {
		$path  = (string) preg_replace( '#^' . self::URL . '/v1(/shops/[^/]+)?#', '', $url );
		$asked = $args['method'] . ' ' . strtok( $path, '?' );
		if ( 'GET /identity' === $asked && ! isset( $this->answers[ $asked ] ) ) {
			parse_str( (string) parse_url( $url, PHP_URL_QUERY ), $query );
			return Site::answer( 200, (string) json_encode( $this->identity( $query['nonce'] ) ) );
		}
		$answers = $this->answers[ $asked ] ?? array( Site::answer( 404, '{"code":"address.unknown","cause":"No such address.","remedy":"Look it up."}' ) );
		if ( count( $answers ) > 1 ) {
			array_shift( $this->answers[ $asked ] );
		}
		return $answers[0];
	}

	/**
	 * The identity of the bridge.
	 *
	 * @param string $nonce The nonce of the site's request.
	 * @return array<string, mixed>
	 */
	private function identity( string $nonce ): array {
		$claims = $this->claims + array(
			'iss'      => self::URL,
			'nonce'    => $nonce,
			'iat'      => time(),
			'version'  => '0.1.0',
			'protocol' => array(
				'oldest' => 1,
				'newest' => 1,
			),
		);
		return array(
			'key'      => $this->key->public_jwk(),
			'identity' => Jws::sign( $this->signs_with ?? $this->key, 'kontor-identity+jws', $claims ),
		);
	}
}
