<?php
/**
 * Requests to the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Bridge;

use Kontor\Bridge\Plugin;
use Kontor\Bridge\Problem;
use WP_Error;

/**
 * Sends one request and reads its answer. Only a JSON object counts as an answer of the bridge. A firewall's page, or
 * an answer that is cut off or too large, becomes a problem with its cause.
 */
final class Http {
	private const TIMEOUT_SECONDS = 15;
	private const LARGEST_BYTES   = 4194304;
	/**
	 * The longest `retry-after` that is obeyed, since a firewall may have sent it: no longer than the outbox's own
	 * backoff.
	 */
	private const LONGEST_WAIT_SECONDS = 3600;

	/**
	 * Sends a request.
	 *
	 * @param string                $method  Method, in capitals.
	 * @param string                $url     The full address.
	 * @param string                $body    The raw body; empty for none.
	 * @param array<string, string> $headers Further headers.
	 * @param bool                  $trusted Whether the address belongs to the paired bridge. Nothing of another server's page
	 *                                       is shown, since that server may be in the host's internal network.
	 * @param int                   $seconds How long to wait for the answer.
	 */
	public static function send(
		string $method,
		string $url,
		string $body = '',
		array $headers = array(),
		bool $trusted = true,
		int $seconds = self::TIMEOUT_SECONDS
	): Answer {
		$response = self::request( $method, $url, $body, $headers, $seconds );
		if ( is_wp_error( $response ) ) {
			return Answer::failed( self::unanswered( $response ) );
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$text   = wp_remote_retrieve_body( $response );
		if ( strlen( $text ) > self::LARGEST_BYTES ) {
			return Answer::failed( self::too_large(), $status );
		}
		$wait = min( self::LONGEST_WAIT_SECONDS, max( 0, (int) self::header( $response, 'retry-after' ) ) );
		// In PHP an empty list and an empty object look the same once read, so the text is checked first.
		$read = str_starts_with( ltrim( $text ), '{' ) ? json_decode( $text, true ) : null;
		if ( ! is_array( $read ) ) {
			$shown    = $trusted ? $text : '';
			$location = $trusted ? self::header( $response, 'location' ) : '';
			return Answer::failed( self::not_json( $status, $shown, $location ), $status, $wait );
		}
		$mismatch = $trusted ? Protocol::mismatch_of_header( self::header( $response, Protocol::HEADER ) ) : null;
		if ( null !== $mismatch ) {
			return Answer::failed( $mismatch, $status );
		}
		if ( $status >= 200 && $status < 300 ) {
			return Answer::of( $read, $status );
		}
		// Every version of the bridge sends this header with every answer.
		if ( ! Refusal::is_one( $read ) && '' === self::header( $response, Protocol::HEADER ) ) {
			return Answer::failed( self::foreign_json( $status ), $status, $wait );
		}
		return Answer::failed( Refusal::problem( $read, $status ), $status, $wait );
	}

	/**
	 * Sends a request that is signed already, and returns the bridge's answer unchanged, even a refusal. Every answer
	 * of the bridge names its protocol and a correlation id. An answer without them becomes a problem.
	 *
	 * @param string                $method  Method, in capitals.
	 * @param string                $url     The full address at the bridge that this shop is paired with.
	 * @param string                $body    The raw body; empty for none.
	 * @param array<string, string> $headers Further headers.
	 */
	public static function pass( string $method, string $url, string $body, array $headers ): RawAnswer|Problem {
		$response = self::request( $method, $url, $body, $headers );
		if ( is_wp_error( $response ) ) {
			return self::unanswered( $response );
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$text   = wp_remote_retrieve_body( $response );
		if ( strlen( $text ) > self::LARGEST_BYTES ) {
			return self::too_large();
		}
		$kept = array();
		foreach ( array( 'content-type', 'x-correlation-id', 'retry-after', Protocol::HEADER ) as $name ) {
			$kept[ $name ] = self::header( $response, $name );
		}
		if ( '' === $kept[ Protocol::HEADER ] || '' === $kept['x-correlation-id'] ) {
			return str_starts_with( ltrim( $text ), '{' )
				? self::foreign_json( $status )
				: self::not_json( $status, $text, self::header( $response, 'location' ) );
		}
		return new RawAnswer( $status, $text, array_filter( $kept ) );
	}

	/**
	 * Sends a request and waits for the answer.
	 *
	 * @param string                $method  Method, in capitals.
	 * @param string                $url     The full address.
	 * @param string                $body    The raw body; empty for none.
	 * @param array<string, string> $headers Further headers.
	 * @param int                   $seconds How long to wait for the answer.
	 * @return array<string, mixed>|WP_Error
	 */
	private static function request(
		string $method,
		string $url,
		string $body,
		array $headers,
		int $seconds = self::TIMEOUT_SECONDS
	): array|WP_Error {
		add_action( 'requests-requests.before_parse', array( self::class, 'leave_packed' ) );
		$response = wp_remote_request(
			$url,
			array(
				'method'              => $method,
				'timeout'             => $seconds,
				'redirection'         => 0,
				'body'                => $body,
				'headers'             => array_merge(
					array(
						'accept'          => 'application/json',
						'accept-language' => str_replace( '_', '-', get_locale() ),
						'accept-encoding' => 'identity',
						'kontor-plugin'   => Plugin::version(),
					),
					'' === $body ? array() : array( 'content-type' => 'application/json' ),
					$headers
				),
				'user-agent'          => 'kontor-bridge/' . Plugin::version(),
				'limit_response_size' => self::LARGEST_BYTES + 1,
			)
		);
		remove_action( 'requests-requests.before_parse', array( self::class, 'leave_packed' ) );
		return $response;
	}

	/** The problem of an answer that is not read to its end. */
	private static function too_large(): Problem {
		return new Problem( 'bridge.too_large', __( 'The answer is larger than 4 MB, so it did not come from the bridge.', 'kontor-bridge' ), self::ask_for_way() );
	}

	/**
	 * Keeps WordPress from decompressing an answer, since the result could be of any size. The plugin asks for an
	 * answer that is not compressed, and the size limit is checked on the bytes that arrive.
	 *
	 * @param string $response Headers and body as they came.
	 */
	public static function leave_packed( string &$response ): void {
		$end = strpos( $response, "\r\n\r\n" );
		if ( false !== $end ) {
			$head     = preg_replace( '/^content-encoding:[^\r\n]*\r\n/mi', '', substr( $response, 0, $end + 2 ) );
			$response = $head . substr( $response, $end + 2 );
		}
	}

	/**
	 * Reads a header.
	 *
	 * @param array<string, mixed> $response WordPress's response.
	 * @param string               $name     The header.
	 */
	private static function header( array $response, string $name ): string {
		$value = wp_remote_retrieve_header( $response, $name );
		return is_array( $value ) ? (string) reset( $value ) : $value;
	}

	/**
	 * The problem of a request without an answer, by cURL's error number (libcurl-errors).
	 *
	 * @param WP_Error $error The error of WordPress's request.
	 */
	private static function unanswered( WP_Error $error ): Problem {
		$message = $error->get_error_message();
		$number  = preg_match( '/cURL error (\d+)/', $message, $match ) === 1 ? (int) $match[1] : 0;
		// The number comes first: the word SSL also occurs in messages about connections that were cut or are slow.
		$is_certificate = in_array( $number, array( 51, 53, 54, 58, 59, 60, 77, 83, 90, 91 ), true );
		if ( $is_certificate || ( 0 === $number && str_contains( $message, 'SSL' ) ) ) {
			/* translators: %s: the error as PHP tells it */
			$cause = __( 'This server does not trust the bridge\'s certificate: %s', 'kontor-bridge' );
			return new Problem( 'bridge.certificate', sprintf( $cause, $message ), __( 'Give the bridge a certificate that browsers trust, for example from Let\'s Encrypt. A self-signed certificate is refused.', 'kontor-bridge' ) );
		}
		if ( 28 === $number || str_contains( $message, 'timed out' ) ) {
			return new Problem( 'bridge.slow', __( 'The bridge did not answer in time.', 'kontor-bridge' ), __( 'Nothing is lost: the plugin tries again. If this goes on, tell whoever runs the bridge.', 'kontor-bridge' ) );
		}
		if ( 18 === $number || 56 === $number || 52 === $number ) {
			return new Problem( 'bridge.cut', __( 'The connection was cut before the whole answer had arrived.', 'kontor-bridge' ), __( 'Nothing is lost: the plugin tries again, and the bridge knows what it already has.', 'kontor-bridge' ) );
		}
		if ( 6 === $number ) {
			return new Problem( 'bridge.unknown_host', __( 'This server cannot find the bridge\'s host name.', 'kontor-bridge' ), __( 'Check the bridge\'s address, and ask your host whether this server may look up host names.', 'kontor-bridge' ) );
		}
		if ( $error->get_error_code() === 'http_request_not_executed' ) {
			return new Problem( 'bridge.blocked_here', __( 'This WordPress may not send requests to other servers (WP_HTTP_BLOCK_EXTERNAL).', 'kontor-bridge' ), __( 'Add the bridge\'s host to WP_ACCESSIBLE_HOSTS in wp-config.php.', 'kontor-bridge' ) );
		}
		/* translators: %s: the error as PHP tells it */
		return new Problem( 'bridge.unreachable', sprintf( __( 'The bridge cannot be reached: %s', 'kontor-bridge' ), $message ), __( 'Nothing is lost: the plugin tries again. If this goes on, check that the bridge runs and that your host lets this server send requests to it.', 'kontor-bridge' ) );
	}

	/**
	 * The problem of an answer that is not a JSON object.
	 *
	 * @param int    $status   The HTTP status.
	 * @param string $text     The body; empty if nothing of it may be shown.
	 * @param string $location The target of a redirect; empty if it may not be shown.
	 */
	private static function not_json( int $status, string $text, string $location ): Problem {
		if ( $status >= 300 && $status < 400 ) {
			/* translators: %s: another address */
			$cause = '' === $location ? __( 'The bridge\'s address redirects to another address, and signed requests do not follow a redirect.', 'kontor-bridge' ) : sprintf( __( 'The bridge\'s address redirects to %s, and signed requests do not follow a redirect.', 'kontor-bridge' ), $location );
			return new Problem( 'bridge.redirected', $cause, __( 'Ask whoever runs the bridge to set KONTOR_PUBLIC_URL to the address that answers without a redirect, then pair again.', 'kontor-bridge' ) );
		}
		$title = preg_match( '/<title[^>]*>([^<]{1,200})/i', $text, $match ) === 1
			? trim( html_entity_decode( $match[1], ENT_QUOTES ) )
			: trim( mb_substr( wp_strip_all_tags( $text ), 0, 120 ) );
		if ( '' === $title ) {
			/* translators: %d: HTTP status */
			$cause = sprintf( __( 'Something between the shop and the bridge answered in place of the bridge, with a page of its own (HTTP status %d).', 'kontor-bridge' ), $status );
		} else {
			/* translators: 1: HTTP status, 2: title or beginning of a page */
			$cause = sprintf( __( 'Something between the shop and the bridge answered in place of the bridge, with a page of its own (%1$d, "%2$s").', 'kontor-bridge' ), $status, $title );
		}
		return new Problem( 'bridge.not_json', $cause, self::ask_for_way() );
	}

	/**
	 * The problem of a JSON object that is not the bridge's. Firewalls answer in JSON, too.
	 *
	 * @param int $status The HTTP status.
	 */
	private static function foreign_json( int $status ): Problem {
		/* translators: %d: HTTP status */
		$cause = __( 'Something between the shop and the bridge answered in place of the bridge (HTTP status %d).', 'kontor-bridge' );
		return new Problem( 'bridge.foreign_json', sprintf( $cause, $status ), self::ask_for_way() );
	}

	/** The remedy if something between shop and bridge answers in the bridge's place. */
	private static function ask_for_way(): string {
		return __( 'Ask your host, or whoever runs the bridge, to let requests from this server to the bridge through the firewall. Nothing is lost meanwhile.', 'kontor-bridge' );
	}
}
