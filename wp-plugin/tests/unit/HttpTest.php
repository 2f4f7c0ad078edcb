<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Answer;
use Kontor\Bridge\Bridge\Http;
use WP_Error;

final class HttpTest extends PluginTest {
	/** Sends a request to a server that gives this answer. */
	private static function send( array|WP_Error $answer ): Answer {
		Site::$now->server = static fn () => $answer;
		return Http::send( 'GET', 'https://kontor.example.com/v1/identity' );
	}

	public function test_a_json_object_is_an_answer_of_the_bridge(): void {
		$answer = self::send( Site::answer( 200, ' {"shop":"s1"}' ) );
		$this->assertSame( array( 'shop' => 's1' ), $answer->data );
		$this->assertNull( $answer->problem );
		$this->assertSame( array(), self::send( Site::answer( 200, '{}' ) )->data );
		$this->assertSame( array(), self::send( Site::answer( 200, '{}', array( 'kontor-protocol' => '1-2' ) ) )->data );
		$this->assertSame( array(), self::send( Site::answer( 200, '{}', array( 'kontor-protocol' => 'of a proxy' ) ) )->data );
	}

	public function test_a_request_follows_no_redirect_and_has_a_content_type_only_with_a_body(): void {
		Site::$now->server = static fn () => Site::answer( 200, '{}' );
		Http::send( 'GET', 'https://kontor.example.com/a' );
		Http::send( 'POST', 'https://kontor.example.com/b', '{}', array( 'kontor-proof' => 'signed' ) );
		list( $get, $post ) = array_column( Site::$now->requests, 'args' );
		$this->assertSame( 0, $get['redirection'] );
		$this->assertArrayNotHasKey( 'content-type', $get['headers'] );
		$this->assertSame( 'application/json', $post['headers']['content-type'] );
		$this->assertSame( 'signed', $post['headers']['kontor-proof'] );
		$this->assertSame( '0.1.0', $post['headers']['kontor-plugin'] );
	}

	public function test_a_request_asks_for_words_in_the_language_of_the_site(): void {
		Site::$now->locale = 'nb_NO';
		self::send( Site::answer( 200, '{}' ) );
		$this->assertSame( 'nb-NO', Site::$now->requests[0]['args']['headers']['accept-language'] );
	}

	/** @dataProvider unanswered */
	public function test_a_request_without_an_answer_says_why( string $said, string $code, string $error_code = 'http_request_failed' ): void {
		$answer = self::send( new WP_Error( $error_code, $said ) );
		$this->assertNull( $answer->data );
		$this->assertSame( 0, $answer->status );
		$this->assertSame( $code, $answer->problem->code );
		$this->assertNotSame( '', $answer->problem->remedy );
	}

	public function unanswered(): array {
		return array(
			'self-signed'                 => array( 'cURL error 60: SSL certificate problem: self-signed certificate', 'bridge.certificate' ),
			'another name'                => array( 'cURL error 60: SSL: no alternative certificate subject name matches target host name', 'bridge.certificate' ),
			'untrusted, without cURL'     => array( 'stream_socket_client(): SSL operation failed with code 1. certificate verify failed', 'bridge.certificate' ),
			'slow'                        => array( 'cURL error 28: Operation timed out after 15001 milliseconds with 0 bytes received', 'bridge.slow' ),
			'slow while TLS begins'       => array( 'cURL error 28: SSL connection timeout', 'bridge.slow' ),
			'cut behind the head'         => array( 'cURL error 18: transfer closed with 120 bytes remaining to read', 'bridge.cut' ),
			'cut before the head'         => array( 'cURL error 52: Empty reply from server', 'bridge.cut' ),
			'reset'                       => array( 'cURL error 56: Recv failure: Connection reset by peer', 'bridge.cut' ),
			'cut within TLS'              => array( 'cURL error 56: OpenSSL SSL_read: SSL routines::unexpected eof while reading, errno 0', 'bridge.cut' ),
			'cut while TLS begins'        => array( 'cURL error 35: OpenSSL SSL_connect: Connection reset by peer in connection to kontor.example.com:443', 'bridge.unreachable' ),
			'no such host'                => array( 'cURL error 6: Could not resolve host: kontor.example.com', 'bridge.unknown_host' ),
			'nobody listens'              => array( 'cURL error 7: Failed to connect to kontor.example.com port 443', 'bridge.unreachable' ),
			'forbidden by this WordPress' => array( 'User has blocked requests through HTTP.', 'bridge.blocked_here', 'http_request_not_executed' ),
		);
	}

	/** @dataProvider strangers */
	public function test_an_answer_that_is_not_the_bridges_becomes_a_problem( array $answer, string $code, string $said ): void {
		$answer = self::send( $answer );
		$this->assertNull( $answer->data );
		$this->assertSame( $code, $answer->problem->code );
		$this->assertStringContainsString( $said, $answer->problem->cause );
	}

	public function strangers(): array {
		return array(
			'a firewall\'s page'      => array( Site::answer( 403, '<html><title>Blocked &amp; gone</title>' ), 'bridge.not_json', '403, "Blocked & gone"' ),
			'a page that says 200'    => array( Site::answer( 200, '<h1>Log in</h1><script>x()</script>' ), 'bridge.not_json', '200, "Log in"' ),
			'a redirect'              => array( Site::answer( 301, '', array( 'location' => 'https://www.kontor.example.com/' ) ), 'bridge.redirected', 'https://www.kontor.example.com/' ),
			'nothing'                 => array( Site::answer( 200, '' ), 'bridge.not_json', '(HTTP status 200)' ),
			'half an object'          => array( Site::answer( 200, '{"outcomes":[{"outcome":"acc' ), 'bridge.not_json', '200' ),
			'a newer bridge'          => array( Site::answer( 200, '{"cursor":"c1"}', array( 'kontor-protocol' => '2-3' ) ), 'version.old_plugin', 'too old for the bridge' ),
			'an older bridge'         => array( Site::answer( 409, '{"code":"a.b","cause":"c"}', array( 'kontor-protocol' => '0-0' ) ), 'version.old_bridge', 'too old for the plugin' ),
			'a list'                  => array( Site::answer( 200, '[{"shop":"s1"}]' ), 'bridge.not_json', '200' ),
			'an empty list'           => array( Site::answer( 200, '[]' ), 'bridge.not_json', '200' ),
			'a text'                  => array( Site::answer( 200, '"ok"' ), 'bridge.not_json', '200' ),
			'too large an object'     => array( Site::answer( 200, '{"a":"' . str_repeat( 'x', 4194304 ) . '"}' ), 'bridge.too_large', '4 MB' ),
			'a firewall\'s JSON'      => array( Site::answer( 403, '{"message":"Forbidden"}' ), 'bridge.foreign_json', 'in place of the bridge (HTTP status 403)' ),
			'a newer bridge\'s words' => array( Site::answer( 400, '{"code":"a.b","cause":null}', array( 'kontor-protocol' => '1-2' ) ), 'bridge.other_version', '400' ),
		);
	}

	public function test_a_refusal_keeps_the_bridges_own_words(): void {
		$answer = self::send( Site::answer( 409, '{"code":"pairing.used","cause":"The code was used.","remedy":"Make a new one."}' ) );
		$this->assertSame( 409, $answer->status );
		$this->assertSame(
			array(
				'code'   => 'pairing.used',
				'cause'  => 'The code was used.',
				'remedy' => 'Make a new one.',
			),
			$answer->problem->stored()
		);
	}

	public function test_a_refusal_because_of_the_clocks_shows_both_times(): void {
		$answer = self::send( Site::answer( 401, '{"code":"proof.skewed_clock","cause":"The clocks differ.","remedy":"","clocks":{"bridge":"2026-03-01T12:00:00Z","caller":"2026-03-01T10:00:00Z"}}' ) );
		$this->assertStringContainsString( '2026-03-01T12:00:00Z', $answer->problem->cause );
		$this->assertStringContainsString( '2026-03-01T10:00:00Z', $answer->problem->cause );
		$this->assertStringContainsString( 'Have the wrong clock set right.', $answer->problem->remedy );
	}

	public function test_a_missing_signature_is_explained_as_removed_on_the_way(): void {
		$answer = self::send( Site::answer( 401, '{"code":"proof.missing","cause":"The request has no kontor-proof header.","remedy":"Sign the request."}' ) );
		$this->assertSame( 'proof.missing', $answer->problem->code );
		$this->assertStringContainsString( 'removes the header kontor-proof', $answer->problem->cause );
		$this->assertStringContainsString( 'let the header kontor-proof through', $answer->problem->remedy );
	}

	public function test_a_requested_wait_is_limited_to_an_hour(): void {
		$wait_for = static fn ( string $retry_after ): int => self::send( Site::answer( 503, '<html>', array( 'retry-after' => $retry_after ) ) )->wait;
		$this->assertSame( 30, $wait_for( '30' ) );
		$this->assertSame( 0, $wait_for( '-5' ) );
		$this->assertSame( 0, $wait_for( 'Wed, 21 Oct 2026 07:28:00 GMT' ) );
		$this->assertSame( 3600, $wait_for( '99999999' ) );
	}
}
