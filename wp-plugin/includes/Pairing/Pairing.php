<?php
/**
 * The pairing of this shop.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Pairing;

use Kontor\Bridge\Bridge\Answer;
use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Http;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Bridge\Proof;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Stock\ReaderToken;

/** The stored pairing with a bridge. It sends requests to that bridge, signed with the shop's key. */
final class Pairing {
	public const OPTION     = 'kontor_pairing';
	public const KEY_OPTION = 'kontor_key';
	/** The address of the site to which the key belongs. */
	public const KEY_SITE_OPTION = 'kontor_key_site';
	/** A new key that was sent to the bridge, while the bridge's answer is missing. */
	public const NEXT_KEY_OPTION = 'kontor_next_key';

	/**
	 * Makes a pairing.
	 *
	 * @param string $bridge     The bridge's public address.
	 * @param string $bridge_key The id of the bridge's key.
	 * @param string $shop       The shop's id at the bridge.
	 * @param string $site       The address of this site when it was paired.
	 * @param int    $key_since  Since when the key is in use, in seconds since 1970.
	 * @param Key    $key        The shop's key.
	 */
	public function __construct(
		public readonly string $bridge,
		public readonly string $bridge_key,
		public readonly string $shop,
		public readonly string $site,
		public readonly int $key_since,
		public readonly Key $key,
	) {}

	/** The pairing of this shop; null if there is none. */
	public static function current(): ?self {
		$stored = get_option( self::OPTION );
		$key    = Key::of( get_option( self::KEY_OPTION ) );
		if ( ! is_array( $stored ) || null === $key ) {
			return null;
		}
		foreach ( array( 'bridge', 'bridge_key', 'shop', 'site' ) as $name ) {
			if ( ! is_string( $stored[ $name ] ?? null ) ) {
				return null;
			}
		}
		$site      = (string) Base64Url::decode( $stored['site'] );
		$key_since = (int) ( $stored['key_since'] ?? 0 );
		return new self( $stored['bridge'], $stored['bridge_key'], $stored['shop'], $site, $key_since, $key );
	}

	/** Stores the pairing, its key first: without a key there is no pairing. */
	public function store(): void {
		self::store_key( $this->key, $this->site );
		update_option(
			self::OPTION,
			array(
				'bridge'     => $this->bridge,
				'bridge_key' => $this->bridge_key,
				'shop'       => $this->shop,
				'site'       => Base64Url::encode( $this->site ),
				'key_since'  => $this->key_since,
			)
		);
	}

	/**
	 * Forgets the pairing in the shop. Without `$with_key` the key stays, by which the bridge recognises a shop that is
	 * paired again.
	 *
	 * @param bool $with_key Whether to forget the key, too.
	 */
	public static function forget( bool $with_key ): void {
		delete_option( self::OPTION );
		delete_option( 'kontor_cursor' );
		delete_option( ReaderToken::OPTION );
		if ( $with_key ) {
			delete_option( self::KEY_OPTION );
			delete_option( self::KEY_SITE_OPTION );
			// If the answer to a change of the key was lost, the bridge may accept this one.
			delete_option( self::NEXT_KEY_OPTION );
		}
	}

	/**
	 * Whether this site has another address than it had when it was paired. Then it is a copy, or it has moved. A
	 * change from http to https does not count.
	 */
	public function is_elsewhere(): bool {
		return self::place_of( $this->site ) !== self::place_of( self::address_here() );
	}

	/**
	 * Stores a key of this shop with the address to which it belongs. The address stays when the pairing ends, so that
	 * a copy of an unpaired shop is recognised, too.
	 *
	 * @param Key    $key  The key.
	 * @param string $site The address.
	 */
	public static function store_key( Key $key, string $site ): void {
		update_option( self::KEY_OPTION, $key->stored(), false );
		// Encoded, so that tools which replace the address everywhere in a copy do not find it.
		update_option( self::KEY_SITE_OPTION, Base64Url::encode( $site ), false );
	}

	/** The address to which this shop's key belongs, if it is not this site's; null if it is, or if there is no key. */
	public static function other_site(): ?string {
		$stored = get_option( self::KEY_SITE_OPTION );
		$site   = is_string( $stored ) ? Base64Url::decode( $stored ) : null;
		return null !== $site && self::place_of( $site ) !== self::place_of( self::address_here() ) ? $site : null;
	}

	/**
	 * The address of this site. If WordPress derives its address from the request, the constant `KONTOR_SITE_URL`
	 * states the right one. On a network, the constant is for the main site only; the other sites have their addresses
	 * in the database.
	 */
	public static function address_here(): string {
		if ( is_main_site() && defined( 'KONTOR_SITE_URL' ) && is_string( KONTOR_SITE_URL ) ) {
			return KONTOR_SITE_URL;
		}
		return (string) get_option( 'home' );
	}

	/** The same pairing with this site's present address. */
	public function moved_here(): self {
		return new self( $this->bridge, $this->bridge_key, $this->shop, self::address_here(), $this->key_since, $this->key );
	}

	/**
	 * The same pairing with another key.
	 *
	 * @param Key $key The new key.
	 */
	public function with_key( Key $key ): self {
		return new self( $this->bridge, $this->bridge_key, $this->shop, $this->site, time(), $key );
	}

	/**
	 * Sends a signed request to the bridge. A site at another address than the paired one sends nothing.
	 *
	 * @param string                               $method Method, in capitals.
	 * @param string                               $path   Path and query below the shop's address at the bridge, such as `/events`.
	 * @param array<string, mixed>                 $data   The body of a POST.
	 * @param array{sub: string, may: string}|null $act    The user for whom the shop asks; null if it asks for itself.
	 */
	public function ask( string $method, string $path, array $data = array(), ?array $act = null ): Answer {
		$flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION;
		$body  = 'POST' === $method ? (string) wp_json_encode( (object) $data, $flags ) : '';
		return $this->ask_with_body( $method, $path, $body, $act );
	}

	/**
	 * Sends a signed request with a ready-made body to the bridge.
	 *
	 * @param string                               $method Method, in capitals.
	 * @param string                               $path   Path and query below the shop's address at the bridge.
	 * @param string                               $body   The raw body.
	 * @param array{sub: string, may: string}|null $act    The user for whom the shop asks; null if it asks for itself.
	 */
	public function ask_with_body( string $method, string $path, string $body, ?array $act = null ): Answer {
		if ( $this->is_elsewhere() ) {
			return Answer::failed( self::elsewhere() );
		}
		return Http::send( $method, $this->bridge . $this->target( $path ), $body, $this->proof( $method, $path, $body, $act ) );
	}

	/**
	 * Reads from the bridge with a token, without a signature.
	 *
	 * @param string $path  Path and query below the shop's address at the bridge.
	 * @param string $token The token.
	 */
	public function read( string $path, string $token ): Answer {
		if ( $this->is_elsewhere() ) {
			return Answer::failed( self::elsewhere() );
		}
		return Http::send( 'GET', $this->bridge . $this->target( $path ), '', array( 'authorization' => "Bearer $token" ) );
	}

	/**
	 * Sends a file to the bridge, signed as every request.
	 *
	 * @param string $sha256     The file's hash.
	 * @param string $bytes      The file.
	 * @param string $media_type Its type.
	 * @param int    $seconds    How long to wait for the answer.
	 */
	public function put_file( string $sha256, string $bytes, string $media_type, int $seconds ): Answer {
		if ( $this->is_elsewhere() ) {
			return Answer::failed( self::elsewhere() );
		}
		$path    = "/files/$sha256";
		$headers = array( 'content-type' => $media_type ) + $this->proof( 'PUT', $path, $bytes );
		return Http::send( 'PUT', $this->bridge . $this->target( $path ), $bytes, $headers, true, $seconds );
	}

	/**
	 * The header that signs a request.
	 *
	 * @param string                               $method Method, in capitals.
	 * @param string                               $path   Path and query below the shop's address at the bridge.
	 * @param string                               $body   The raw body.
	 * @param array{sub: string, may: string}|null $act    The user for whom the shop asks; null if it asks for itself.
	 * @return array<string, string>
	 */
	private function proof( string $method, string $path, string $body, ?array $act = null ): array {
		$id    = wp_generate_uuid4();
		$proof = Proof::sign( $this->key, $this->shop, $this->bridge, $method, $this->target( $path ), $body, time(), $id, $act );
		return array( Proof::HEADER => $proof );
	}

	/**
	 * A path below the bridge's address.
	 *
	 * @param string $path Path and query below the shop's address at the bridge.
	 */
	private function target( string $path ): string {
		return '/v1/shops/' . rawurlencode( $this->shop ) . $path;
	}

	/** Tries a signed request that changes nothing. Returns the problem; null if the bridge accepted the request. */
	public function try_out(): ?Problem {
		return $this->ask( 'GET', '/results' )->problem_without( 'cursor' );
	}

	/** The problem of a site at another address than the paired one. */
	public static function elsewhere(): Problem {
		return new Problem(
			'site.elsewhere',
			__( 'This site\'s address is not the one that was paired, so this site may be a copy. It sends nothing.', 'kontor-bridge' ),
			__( 'Open WooCommerce → Kontor and say whether the site was copied or moved.', 'kontor-bridge' )
		);
	}

	/**
	 * An address without scheme, `www.`, default port and trailing slash, as the bridge compares addresses. The host is
	 * compared without regard to case, the path with it: a copy may be in a folder whose name differs only in case.
	 *
	 * @param string $url An address.
	 */
	private static function place_of( string $url ): string {
		$parts = wp_parse_url( trim( $url ) );
		$parts = is_array( $parts ) ? $parts : array();
		$host  = preg_replace( '/^www\.|\.$/', '', strtolower( $parts['host'] ?? '' ) );
		$usual = 'https' === strtolower( $parts['scheme'] ?? '' ) ? 443 : 80;
		$port  = $parts['port'] ?? $usual;
		return $host . ( $port === $usual ? '' : ":$port" ) . untrailingslashit( $parts['path'] ?? '' );
	}
}
