<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Pairing\Pairing;

final class PairingTest extends PluginTest {
	/** @dataProvider addresses */
	public function test_a_site_has_moved_only_if_its_address_really_differs( string $paired, string $here, bool $is_elsewhere ): void {
		$pairing = new Pairing( FakeBridge::URL, 'k', 's1', $paired, 0, Key::make() );
		update_option( 'home', $here );
		$this->assertSame( $is_elsewhere, $pairing->is_elsewhere() );
	}

	public function addresses(): array {
		return array(
			'the same'              => array( 'https://shop.example', 'https://shop.example', false ),
			'http became https'     => array( 'http://shop.example', 'https://shop.example', false ),
			'with www.'             => array( 'https://shop.example', 'https://www.shop.example', false ),
			'a trailing slash'      => array( 'https://shop.example', 'https://shop.example/', false ),
			'white space'           => array( 'https://shop.example', ' https://shop.example ', false ),
			'a host in capitals'    => array( 'https://shop.example', 'HTTPS://Shop.Example', false ),
			'a dot behind the host' => array( 'https://shop.example', 'https://shop.example.', false ),
			'the usual port'        => array( 'https://shop.example', 'https://shop.example:443', false ),
			'another host'          => array( 'https://shop.example', 'https://staging.shop.example', true ),
			'a sub folder'          => array( 'https://shop.example', 'https://shop.example/staging', true ),
			'another sub folder'    => array( 'https://shop.example/a', 'https://shop.example/b', true ),
			'a folder in capitals'  => array( 'https://shop.example/a', 'https://shop.example/A', true ),
			'another port'          => array( 'https://shop.example', 'https://shop.example:8443', true ),
			'a host that begins so' => array( 'https://shop.example', 'https://shop.example.test', true ),
			'nothing'               => array( 'https://shop.example', '', true ),
		);
	}

	public function test_a_copy_sends_nothing_to_the_bridge(): void {
		$pairing = $this->paired();
		update_option( 'home', 'https://staging.example' );
		$this->assertSame( 'site.elsewhere', $pairing->ask( 'GET', '/results' )->problem->code );
		$this->assertSame( 'site.elsewhere', Pair::test()->first_problem()->code );
		$this->assertSame( array(), Site::$now->requests );
	}

	public function test_a_site_that_has_moved_sends_again(): void {
		$this->paired();
		update_option( 'home', 'https://new.example' );
		Pair::has_moved();
		$this->assertFalse( Pairing::current()->is_elsewhere() );
	}

	public function test_a_copy_forgets_its_keys_and_its_outbox(): void {
		$this->paired();
		update_option( 'kontor_next_key', Key::make()->stored() );
		Outbox::touch( 5 );
		Pair::is_copy();
		$this->assertNull( Pairing::current() );
		$this->assertFalse( get_option( Pairing::KEY_OPTION ) );
		$this->assertFalse( get_option( 'kontor_next_key' ) );
		$this->assertSame( array(), self::outbox() );
	}

	public function test_a_request_proves_its_method_its_address_and_its_body(): void {
		$pairing = $this->paired();
		$this->bridge->answers( 'POST /unpair', array( 'revoked' => 'k' ) );
		$pairing->ask( 'POST', '/unpair', array() );
		$request = end( Site::$now->requests );
		$claims  = Jws::verified( $request['args']['headers']['kontor-proof'], 'kontor-request+jws', $pairing->key->public_jwk()['x'] );
		$this->assertSame( '{}', $request['args']['body'] );
		$this->assertSame( 's1', $claims['iss'] );
		$this->assertSame( FakeBridge::URL, $claims['aud'] );
		$this->assertSame( 'POST', $claims['htm'] );
		$this->assertSame( $request['url'], $claims['htu'] );
		$pairing->ask( 'POST', '/unpair', array() );
		$again = Jws::verified( end( Site::$now->requests )['args']['headers']['kontor-proof'], 'kontor-request+jws', $pairing->key->public_jwk()['x'] );
		$this->assertNotSame( $claims['jti'], $again['jti'], 'each attempt is signed anew' );
	}

	public function test_a_damaged_pairing_does_not_count(): void {
		$this->paired();
		update_option( Pairing::OPTION, array( 'bridge' => FakeBridge::URL ) );
		$this->assertNull( Pairing::current() );
		$this->paired();
		delete_option( Pairing::KEY_OPTION );
		$this->assertNull( Pairing::current() );
	}

	public function test_a_shop_stays_paired_until_the_bridge_has_revoked_its_key(): void {
		$this->paired();
		Site::$now->server = static fn () => Site::answer( 503, '<title>Down</title>' );
		$this->assertSame( 'bridge.not_json', Pair::end()->code );
		$this->assertNotNull( Pairing::current() );
		Site::$now->server = static fn () => Site::answer( 200, '{"status":"ok"}' );
		$this->assertSame( 'bridge.other_version', Pair::end()->code );
		$this->assertNotNull( Pairing::current() );
		Site::$now->server = static fn () => Site::answer( 200, '{"revoked":"k"}' );
		$this->assertNull( Pair::end() );
		$this->assertNull( Pairing::current() );
	}

	public function test_a_new_key_is_used_once_the_bridge_has_accepted_it(): void {
		$former = $this->paired()->key->id();
		$this->bridge->answers(
			'POST /key-rotation',
			array(
				'keyId'   => 'new',
				'revoked' => $former,
			)
		);
		$this->assertNull( Pair::rotate() );
		$this->assertNotSame( $former, Pairing::current()->key->id() );
		$this->assertFalse( get_option( 'kontor_next_key' ) );
	}

	public function test_a_new_key_is_used_if_the_bridge_accepted_it_but_its_answer_was_lost(): void {
		$this->paired();
		Site::$now->server = static fn () => new \WP_Error( 'http_request_failed', 'cURL error 56: Recv failure' );
		$this->assertSame( 'bridge.cut', Pair::rotate()->code );
		$next              = Key::of( get_option( 'kontor_next_key' ) )->id();
		Site::$now->server = static fn () => Site::answer( 200, '{"results":[],"cursor":"c1","more":false}' );
		$this->assertNull( Pair::rotate() );
		$this->assertSame( $next, Pairing::current()->key->id() );
	}

	public function test_a_new_key_with_unknown_outcome_is_kept_while_the_bridge_is_away(): void {
		$this->paired();
		$next = Key::make();
		update_option( 'kontor_next_key', $next->stored() );
		$this->assertSame( 'address.unknown', Pair::rotate()->code );
		$this->assertSame( $next->stored(), get_option( 'kontor_next_key' ) );
		$this->bridge->answers(
			'GET /results',
			array(
				'code'  => 'proof.unknown_key',
				'cause' => 'No such key.',
			),
			401
		);
		$this->bridge->answers(
			'POST /key-rotation',
			array(
				'keyId'   => 'new',
				'revoked' => 'k',
			)
		);
		$this->assertNull( Pair::rotate() );
		$this->assertNotSame( $next->id(), Pairing::current()->key->id(), 'the bridge never had it' );
	}

	public function test_an_answer_of_another_server_does_not_replace_the_key(): void {
		$former = $this->paired()->key->id();
		update_option( 'kontor_next_key', Key::make()->stored() );
		Site::$now->server = static fn () => Site::answer( 200, '{"status":"ok"}' );
		$this->assertSame( 'bridge.other_version', Pair::rotate()->code );
		$this->assertSame( $former, Pairing::current()->key->id() );
	}

	public function test_a_copy_cannot_be_paired_with_the_key_of_the_original_shop(): void {
		$bridge = new FakeBridge();
		Pair::with( $bridge->code() );
		update_option( 'home', 'https://staging.shop.example' );
		$this->assertSame( 'site.elsewhere', Pair::with( $bridge->code() )->problem_of( 'paired' )->code );
		Pairing::forget( false );
		$this->assertSame( 'site.elsewhere', Pair::with( $bridge->code() )->problem_of( 'paired' )->code, 'nor the copy of a shop that was unpaired' );
		Pair::is_copy();
		$this->assertNull( Pairing::other_site() );
	}

	public function test_a_copy_whose_address_was_replaced_everywhere_is_still_a_copy(): void {
		$this->paired();
		foreach ( Site::$now->options as $name => $value ) {
			Site::$now->options[ $name ] = str_replace( 'shop.example', 'copy.example', $value );
		}
		update_option( 'home', 'https://copy.example' );
		$this->assertTrue( Pairing::current()->is_elsewhere() );
		$this->assertSame( 'https://shop.example', Pairing::other_site() );
	}
}
