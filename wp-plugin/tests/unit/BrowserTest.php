<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Bridge\Proof;
use Kontor\Bridge\Browser\Act;
use Kontor\Bridge\Browser\Relay;
use Kontor\Bridge\Browser\Token;
use Kontor\Bridge\Browser\TokenRoute;
use Kontor\Bridge\Browser\User;
use Kontor\Bridge\Pairing\Pairing;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

/** The routes of the shop that a browser uses on its way to the bridge. */
final class BrowserTest extends PluginTest {
	private const JKT    = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
	private const TARGET = '/v1/shops/s1/orders?number=A%271';

	protected function setUp(): void {
		parent::setUp();
		foreach ( array( new TokenRoute(), new Relay(), new Act() ) as $route ) {
			$route->register();
		}
		do_action( 'rest_api_init' );
	}

	/** Calls a route as WordPress does: first its permission, then its callback. */
	private static function ask( string $route, WP_REST_Request $request ): ?WP_REST_Response {
		$opened = Site::$now->routes[ "kontor/v1/$route" ];
		return $opened['permission_callback']() ? $opened['callback']( $request ) : null;
	}

	private static function ask_token( mixed $jkt = self::JKT ): ?WP_REST_Response {
		$request = new WP_REST_Request( 'POST', '/kontor/v1/token' );
		$request->set_param( 'jkt', $jkt );
		return self::ask( 'token', $request );
	}

	/** Sends a request for the bridge to the relay or to act, as the page does. */
	private static function pass_on( string $route, string $method = 'GET', mixed $target = self::TARGET, string $body = '' ): ?WP_REST_Response {
		$request = new WP_REST_Request( 'POST', "/kontor/v1/$route" );
		$request->set_query_params(
			array(
				'method' => $method,
				'target' => $target,
			)
		);
		foreach ( array( 'kontor-token', 'dpop', 'accept-language', 'cookie', 'authorization' ) as $name ) {
			$request->set_header( $name, "the $name" );
		}
		$request->set_body( $body );
		return self::ask( $route, $request );
	}

	/** The body that WordPress would send. */
	private static function served( WP_REST_Response $response ): string {
		ob_start();
		$is_served = apply_filters( 'rest_pre_serve_request', false, $response );
		$raw       = (string) ob_get_clean();
		return $is_served ? $raw : (string) wp_json_encode( $response->get_data() );
	}

	/** Checks the refusal of a route. */
	private function assert_refused( int $status, string $code, ?WP_REST_Response $answer ): void {
		$this->assertSame( $status, $answer->get_status() );
		$this->assertSame( $code, $answer->get_data()['code'] );
	}

	private static function bridge_answer( int $status, string $body, array $more = array() ): array {
		$headers = array(
			'content-type'     => 'application/json; charset=utf-8',
			'kontor-protocol'  => '1-1',
			'x-correlation-id' => 'c-17',
			'set-cookie'       => 'no=no',
		);
		return Site::answer( $status, $body, array_merge( $headers, $more ) );
	}

	/** @dataProvider rights */
	public function test_a_capability_becomes_a_right_in_one_place( array $capabilities, ?string $right ): void {
		Site::$now->capabilities = $capabilities;
		$this->assertSame( $right, User::current()?->right );
	}

	public function rights(): array {
		return array(
			'an admin'        => array( array( 'manage_woocommerce', 'edit_shop_orders' ), 'admin' ),
			'an order worker' => array( array( 'edit_shop_orders', 'read' ), 'orders' ),
			'a customer'      => array( array( 'read' ), null ),
			'nobody'          => array( array(), null ),
		);
	}

	/** @dataProvider logins */
	public function test_no_email_address_and_no_strange_character_leaves_the_shop( string $login, string $name ): void {
		Site::$now->capabilities = array( 'edit_shop_orders' );
		Site::$now->login        = $login;
		$this->assertSame( $name, User::current()->name );
	}

	public function logins(): array {
		return array(
			'a login'        => array( 'anna', 'anna' ),
			'with a space'   => array( 'Anna K.', 'Anna K.' ),
			'an address'     => array( 'anna@shop.example', '#7' ),
			'other letters'  => array( 'Åse', '#7' ),
			'a slash'        => array( 'a/b', '#7' ),
			'a parenthesis'  => array( 'anna (act)', '#7' ),
			'60 characters'  => array( str_repeat( 'a', 60 ), str_repeat( 'a', 60 ) ),
			'61 characters'  => array( str_repeat( 'a', 61 ), '#7' ),
			'a line break'   => array( "anna\n", '#7' ),
			'nothing at all' => array( '', '#7' ),
		);
	}

	/** @dataProvider routes */
	public function test_a_user_without_either_capability_is_refused_and_nothing_leaves_the_shop( string $route ): void {
		$this->paired();
		Site::$now->capabilities = array( 'read', 'edit_posts' );
		$this->assertNull( 'token' === $route ? self::ask_token() : self::pass_on( $route ) );
		$this->assertSame( array(), Site::$now->requests );
	}

	/** @dataProvider routes */
	public function test_a_shop_that_is_not_paired_says_so( string $route ): void {
		Site::$now->capabilities = array( 'manage_woocommerce' );
		$answer                  = 'token' === $route ? self::ask_token() : self::pass_on( $route );
		$this->assert_refused( 409, 'site.unpaired', $answer );
		$this->assertNotSame( '', $answer->get_data()['title'] );
	}

	/** @dataProvider routes */
	public function test_a_copy_of_the_shop_signs_nothing_and_asks_nothing( string $route ): void {
		$this->paired();
		Site::$now->capabilities = array( 'manage_woocommerce' );
		update_option( 'home', 'https://staging.shop.example' );
		$answer = 'token' === $route ? self::ask_token() : self::pass_on( $route );
		$this->assert_refused( 409, 'site.elsewhere', $answer );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function routes(): array {
		return array(
			'token' => array( 'token' ),
			'relay' => array( 'relay' ),
			'act'   => array( 'act' ),
		);
	}

	public function test_a_token_is_for_this_user_this_bridge_and_this_key_and_five_minutes(): void {
		$pairing                 = $this->paired();
		Site::$now->capabilities = array( 'edit_shop_orders' );
		$before                  = time();
		$answer                  = self::ask_token();
		$claims                  = Jws::verified( $answer->get_data()['token'], 'kontor-admin+jws', $pairing->key->public_jwk()['x'] );
		$this->assertSame( 200, $answer->get_status() );
		$this->assertSame( 300, $answer->get_data()['seconds'] );
		$this->assertSame( 'no-store', $answer->get_headers()['Cache-Control'] );
		$this->assertGreaterThanOrEqual( $before, $claims['iat'] );
		$this->assertSame( $claims['iat'] + 300, $claims['exp'] );
		unset( $claims['iat'], $claims['exp'] );
		$this->assertSame(
			array(
				'iss' => 's1',
				'aud' => FakeBridge::URL,
				'sub' => 'anna',
				'may' => 'orders',
				'cnf' => array( 'jkt' => self::JKT ),
			),
			$claims
		);
	}

	/** @dataProvider wrong_thumbprints */
	public function test_a_value_that_is_not_a_thumbprint_gets_no_token( mixed $jkt ): void {
		$this->paired();
		Site::$now->capabilities = array( 'manage_woocommerce' );
		$answer                  = self::ask_token( $jkt );
		$this->assert_refused( 422, 'browser.wrong_key', $answer );
	}

	public function wrong_thumbprints(): array {
		return array(
			'nothing'      => array( null ),
			'a list'       => array( array( self::JKT ) ),
			'too short'    => array( substr( self::JKT, 1 ) ),
			'a line break' => array( self::JKT . "\n" ),
		);
	}

	public function test_the_relay_passes_on_token_proof_and_body_unchanged_and_no_other_header(): void {
		$this->paired();
		Site::$now->capabilities = array( 'edit_shop_orders' );
		Site::$now->server       = static fn () => self::bridge_answer( 200, '{ "a" : 1.50 }' );
		$body                    = '{"said": "Ja, \u00e5 å",  "sum": 1.50}';
		$answer                  = self::pass_on( 'relay', 'POST', '/v1/shops/s1/tasks/1/done', $body );
		list( $sent )            = Site::$now->requests;
		$this->assertSame( FakeBridge::URL . '/v1/shops/s1/tasks/1/done', $sent['url'] );
		$this->assertSame( 'POST', $sent['args']['method'] );
		$this->assertSame( $body, $sent['args']['body'] );
		$this->assertSame( 0, $sent['args']['redirection'] );
		$headers = $sent['args']['headers'];
		$this->assertSame( 'the kontor-token', $headers['kontor-token'] );
		$this->assertSame( 'the dpop', $headers['dpop'] );
		$this->assertSame( 'the accept-language', $headers['accept-language'] );
		$this->assertSame( 'application/json', $headers['content-type'] );
		foreach ( array( 'cookie', 'authorization', 'kontor-proof' ) as $name ) {
			$this->assertArrayNotHasKey( $name, $headers );
		}
		$this->assertSame( 200, $answer->get_status() );
		$this->assertSame( '{ "a" : 1.50 }', self::served( $answer ) );
		$this->assertSame( 'c-17', $answer->get_headers()['x-correlation-id'] );
		$this->assertSame( '1-1', $answer->get_headers()['kontor-protocol'] );
		$this->assertArrayNotHasKey( 'set-cookie', $answer->get_headers() );
	}

	public function test_a_refusal_of_the_bridge_comes_back_untouched(): void {
		$this->paired();
		Site::$now->capabilities = array( 'manage_woocommerce' );
		$refusal                 = '{"code":"token.expired","cause":"The clock."}';
		$more                    = array(
			'content-type' => 'application/problem+json',
			'retry-after'  => '5',
		);
		Site::$now->server       = static fn () => self::bridge_answer( 401, $refusal, $more );
		$answer                  = self::pass_on( 'relay' );
		$this->assertSame( 401, $answer->get_status() );
		$this->assertSame( $refusal, self::served( $answer ) );
		$this->assertSame( 'application/problem+json', $answer->get_headers()['content-type'] );
		$this->assertSame( '5', $answer->get_headers()['retry-after'] );
	}

	public function test_the_answer_of_another_request_is_served_as_wordpress_serves_it(): void {
		$this->paired();
		Site::$now->capabilities = array( 'manage_woocommerce' );
		Site::$now->server       = static fn () => self::bridge_answer( 200, '{}' );
		self::pass_on( 'relay' );
		$this->assertSame( '["other"]', self::served( new WP_REST_Response( array( 'other' ) ) ) );
	}

	/** @dataProvider wrong_targets */
	public function test_nothing_beyond_the_shops_own_address_is_asked( mixed $target, string $method = 'GET' ): void {
		$this->paired();
		Site::$now->capabilities = array( 'manage_woocommerce' );
		foreach ( array( 'relay', 'act' ) as $route ) {
			$answer = self::pass_on( $route, $method, $target );
			$this->assert_refused( 400, 'browser.wrong_target', $answer );
		}
		$this->assertSame( array(), Site::$now->requests );
	}

	public function wrong_targets(): array {
		return array(
			'another shop'            => array( '/v1/shops/s2/orders' ),
			'a shop that begins so'   => array( '/v1/shops/s12/orders' ),
			'the bridge itself'       => array( '/v1/keys' ),
			'another server'          => array( '//evil.example/v1/shops/s1/orders' ),
			'a full address'          => array( 'https://evil.example/v1/shops/s1/orders' ),
			'a user before the host'  => array( '@evil.example/v1/shops/s1/orders' ),
			'up'                      => array( '/v1/shops/s1/../s2/orders' ),
			'up, encoded'             => array( '/v1/shops/s1/%2e%2E/s2/orders' ),
			'up, half encoded'        => array( '/v1/shops/s1/.%2e/s2/orders' ),
			'a slash, encoded'        => array( '/v1/shops/s1/..%2fs2/orders' ),
			'a backslash'             => array( '/v1/shops/s1/..\\s2' ),
			'a backslash, encoded'    => array( '/v1/shops/s1/..%5Cs2' ),
			'two slashes'             => array( '/v1/shops/s1//orders' ),
			'nothing below'           => array( '/v1/shops/s1/' ),
			'a fragment'              => array( '/v1/shops/s1/orders#x' ),
			'a line break'            => array( "/v1/shops/s1/orders\r\nhost: evil.example" ),
			'a space'                 => array( '/v1/shops/s1/orders ?x' ),
			'too long'                => array( '/v1/shops/s1/' . str_repeat( 'o', 2000 ) ),
			'no text'                 => array( array( self::TARGET ) ),
			'nothing'                 => array( null ),
			'another method'          => array( self::TARGET, 'PUT' ),
			'a method in small print' => array( self::TARGET, 'get' ),
		);
	}

	/** @dataProvider not_the_bridge */
	public function test_an_answer_that_is_not_the_bridges_is_not_passed_on( array|WP_Error $response, string $code ): void {
		$this->paired();
		Site::$now->capabilities = array( 'manage_woocommerce' );
		Site::$now->server       = static fn () => $response;
		$answer                  = self::pass_on( 'relay' );
		$this->assert_refused( 502, $code, $answer );
		$this->assertArrayNotHasKey( 'x-correlation-id', $answer->get_headers() );
	}

	public function not_the_bridge(): array {
		return array(
			'no answer'        => array( new WP_Error( 'http_request_failed', 'cURL error 28: Operation timed out' ), 'bridge.slow' ),
			'a page'           => array( Site::answer( 502, '<h1>Bad gateway</h1>' ), 'bridge.not_json' ),
			'a redirect'       => array( Site::answer( 302, '', array( 'location' => 'http://10.0.0.1/' ) ), 'bridge.redirected' ),
			'another server'   => array( Site::answer( 200, '{"ok":true}' ), 'bridge.foreign_json' ),
			'an endless thing' => array( Site::answer( 200, str_repeat( ' ', 4194305 ), array( 'kontor-protocol' => '1-1' ) ), 'bridge.too_large' ),
		);
	}

	public function test_the_shop_signs_for_a_browser_that_cannot_sign_and_names_the_user(): void {
		$pairing                 = $this->paired();
		Site::$now->capabilities = array( 'edit_shop_orders' );
		Site::$now->login        = 'anna@shop.example';
		Site::$now->server       = static fn () => self::bridge_answer( 200, '{}' );
		self::pass_on( 'act', 'POST', '/v1/shops/s1/tasks/1/done', '{"a": 1}' );
		$sent                    = Site::$now->requests[0];
		$claims                  = Jws::verified( $sent['args']['headers']['kontor-proof'], 'kontor-request+jws', $pairing->key->public_jwk()['x'] );
		$this->assertSame(
			array(
				'sub' => '#7',
				'may' => 'orders',
			),
			$claims['act']
		);
		$this->assertSame( 'POST', $claims['htm'] );
		$this->assertSame( FakeBridge::URL . '/v1/shops/s1/tasks/1/done', $claims['htu'] );
		$this->assertSame( '{"a": 1}', $sent['args']['body'] );
		$this->assertArrayNotHasKey( 'kontor-token', $sent['args']['headers'] );
	}

	public function test_a_request_of_the_shop_itself_names_no_user(): void {
		$pairing = $this->paired();
		$this->bridge->answers( 'GET /results', array( 'cursor' => '' ) );
		$pairing->try_out();
		$proof = Site::$now->requests[0]['args']['headers']['kontor-proof'];
		$this->assertArrayNotHasKey( 'act', Jws::verified( $proof, 'kontor-request+jws', Pairing::current()->key->public_jwk()['x'] ) );
	}

	/**
	 * The good vectors of a list. The bridge's tests read the same file, so that both sides sign and expect the same
	 * bytes.
	 */
	private static function vectors( string $list ): array {
		$read = json_decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/tests/fixtures/browser-proofs.json' ), true );
		$good = array_filter( $read[ $list ], static fn ( array $vector ): bool => 'ok' === $vector['expected'] );
		return array_map( static fn ( array $vector ): array => array( $vector + array( 'of' => $read ) ), array_column( $good, null, 'name' ) );
	}

	private static function vector_key(): Key {
		$keys = json_decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/tests/fixtures/proofs.json' ), true )['keys'];
		return Key::of( Base64Url::encode( (string) hex2bin( $keys['shop']['seed'] ) ) );
	}

	/** The user of a vector, as WordPress knows them. */
	private static function user( array $act ): User {
		Site::$now->login        = '#7' === $act['sub'] ? 'anna@shop.example' : $act['sub'];
		Site::$now->capabilities = array( 'admin' === $act['may'] ? 'manage_woocommerce' : 'edit_shop_orders' );
		return User::current();
	}

	/** @dataProvider tokens */
	public function test_a_token_is_the_fixtures_byte_for_byte( array $vector ): void {
		$inputs = $vector['inputs'];
		$claims = json_decode( (string) Base64Url::decode( explode( '.', $vector['token'] )[1] ), true );
		$minted = Token::mint( self::vector_key(), $inputs['shop'], $vector['of']['publicUrl'], self::user( $inputs['user'] ), $vector['of']['keys']['browser']['jkt'], $claims['iat'] );
		$this->assertSame( $vector['token'], $minted );
	}

	public function tokens(): array {
		return self::vectors( 'requests' );
	}

	/** @dataProvider acts */
	public function test_what_the_shop_signs_for_an_admin_is_the_fixtures_byte_for_byte( array $vector ): void {
		$inputs = $vector['inputs'];
		$at     = (int) strtotime( $inputs['at'] );
		$act    = self::user( $inputs['act'] )->act();
		$bridge = $vector['of']['publicUrl'];
		$proof  = Proof::sign( self::vector_key(), $inputs['shop'], $bridge, $inputs['method'], $inputs['target'], $inputs['body'], $at, $inputs['jti'], $act );
		$this->assertSame( $vector['proof'], $proof );
	}

	public function acts(): array {
		return self::vectors( 'acts' );
	}
}
