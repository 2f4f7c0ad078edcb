<?php
/**
 * Which bridge this shop belongs to.
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

/** The pairing as it is stored, and requests to its bridge that are signed with the shop's key. */
final class Pairing {
	public const OPTION     = 'kontor_pairing';
	public const KEY_OPTION = 'kontor_key';
	/** At which address the key was made, or was said to have moved to. */
	public const KEY_SITE_OPTION = 'kontor_key_site';
	/** A key that the bridge was asked to take, and whose answer has not come. */
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

	/** The pairing of this shop; null where there is none. */
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
		return new self( $stored['bridge'], $stored['bridge_key'], $stored['shop'], (string) Base64Url::decode( $stored['site'] ), (int) ( $stored['key_since'] ?? 0 ), $key );
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
	 * Forgets the pairing on this side. The key stays unless it is another site's: with it a shop that pairs again is known again.
	 *
	 * @param bool $with_key Whether the key goes, too.
	 */
	public static function forget( bool $with_key ): void {
		delete_option( self::OPTION );
		delete_option( 'kontor_cursor' );
		if ( $with_key ) {
			delete_option( self::KEY_OPTION );
			delete_option( self::KEY_SITE_OPTION );
			// Where the answer to a change of the key was lost, this one may be the key that counts.
			delete_option( self::NEXT_KEY_OPTION );
		}
	}

	/**
	 * Whether this site stands at another address than it was paired with: then it is a copy, or it has moved. A change from http
	 * to https is neither.
	 */
	public function is_elsewhere(): bool {
		return self::place_of( $this->site ) !== self::place_of( self::address_here() );
	}

	/**
	 * Stores a key of this shop with the address that it belongs to, which stays when the pairing goes: a copy of a shop that is not
	 * paired is a copy, too.
	 *
	 * @param Key    $key  The key.
	 * @param string $site The address.
	 */
	public static function store_key( Key $key, string $site ): void {
		update_option( self::KEY_OPTION, $key->stored(), false );
		// No tool that makes a copy by replacing the address everywhere finds it so.
		update_option( self::KEY_SITE_OPTION, Base64Url::encode( $site ), false );
	}

	/** The address that this shop's key belongs to, where that is not this site's; null where it is, or there is no key. */
	public static function other_site(): ?string {
		$stored = get_option( self::KEY_SITE_OPTION );
		$site   = is_string( $stored ) ? Base64Url::decode( $stored ) : null;
		return null !== $site && self::place_of( $site ) !== self::place_of( self::address_here() ) ? $site : null;
	}

	/**
	 * The address of this site. Where WordPress makes its address of the request, `KONTOR_SITE_URL` says which one counts. On a
	 * network, that is the main site's; each other site has its address in the database.
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
	 * Asks the bridge something, signed. Nothing leaves a site that stands elsewhere.
	 *
	 * @param string                               $method Method, in capitals.
	 * @param string                               $path   Path and query below the shop's address at the bridge, such as `/events`.
	 * @param array<string, mixed>                 $data   The body of a POST.
	 * @param array{sub: string, may: string}|null $act    The user for whom the shop asks; null where it asks for itself.
	 */
	public function ask( string $method, string $path, array $data = array(), ?array $act = null ): Answer {
		$body = 'POST' === $method ? (string) wp_json_encode( (object) $data, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_PRESERVE_ZERO_FRACTION ) : '';
		return $this->ask_with_body( $method, $path, $body, $act );
	}

	/**
	 * Asks the bridge something, signed, with a body that is already written.
	 *
	 * @param string                               $method Method, in capitals.
	 * @param string                               $path   Path and query below the shop's address at the bridge.
	 * @param string                               $body   The raw body.
	 * @param array{sub: string, may: string}|null $act    The user for whom the shop asks; null where it asks for itself.
	 */
	public function ask_with_body( string $method, string $path, string $body, ?array $act = null ): Answer {
		if ( $this->is_elsewhere() ) {
			return Answer::failed( self::elsewhere() );
		}
		$target = '/v1/shops/' . rawurlencode( $this->shop ) . $path;
		$proof  = Proof::sign( $this->key, $this->shop, $this->bridge, $method, $target, $body, time(), wp_generate_uuid4(), $act );
		return Http::send( $method, $this->bridge . $target, $body, array( Proof::HEADER => $proof ) );
	}

	/** Asks the bridge something that changes nothing; answers why a signed request does not arrive, null where it does. */
	public function try_out(): ?Problem {
		return $this->ask( 'GET', '/results' )->problem_without( 'cursor' );
	}

	/** Why nothing is sent from a site that stands elsewhere. */
	public static function elsewhere(): Problem {
		return new Problem(
			'site.elsewhere',
			__( 'This site\'s address is not the one that was paired, so this site may be a copy. It sends nothing.', 'kontor-bridge' ),
			__( 'Open WooCommerce → Kontor and say whether the site was copied or moved.', 'kontor-bridge' )
		);
	}

	/**
	 * An address without its scheme, `www.`, usual port and trailing slash, as the bridge compares addresses. Hosts are the same in
	 * capitals, folders are not: a copy may stand beside its shop.
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
