<?php
namespace Kontor\Bridge\Tests;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Bridge\Proof;
use Kontor\Bridge\Pairing\PairingCode;

/** The bridge's own tests read the same fixture, so that both sides sign the same bytes. */
final class TokensTest extends PluginTest {
	private static function vectors(): array {
		return json_decode( (string) file_get_contents( dirname( __DIR__, 3 ) . '/tests/fixtures/proofs.json' ), true );
	}

	private static function key(): Key {
		return Key::of( self::vectors()['key']['seed'] );
	}

	private static function by_what( array $vectors ): array {
		return array_map( static fn ( array $vector ): array => array( $vector ), array_column( $vectors, null, 'what' ) );
	}

	public function test_a_key_of_a_seed_has_the_public_half_and_the_id_of_the_fixture(): void {
		$expected = self::vectors()['key'];
		$this->assertSame( $expected['public'], self::key()->public_jwk() );
		$this->assertSame( $expected['id'], self::key()->id() );
		$this->assertSame( $expected['seed'], self::key()->stored() );
	}

	public function test_two_new_keys_differ_and_come_back_from_their_stored_text(): void {
		$key = Key::make();
		$this->assertNotSame( $key->id(), Key::make()->id() );
		$this->assertSame( $key->id(), Key::of( $key->stored() )->id() );
	}

	/** @dataProvider no_seeds */
	public function test_what_is_no_seed_is_no_key( mixed $stored ): void {
		$this->assertNull( Key::of( $stored ) );
	}

	public function no_seeds(): array {
		return array(
			'nothing'      => array( false ),
			'empty'        => array( '' ),
			'too short'    => array( Base64Url::encode( str_repeat( 'k', 31 ) ) ),
			'too long'     => array( Base64Url::encode( str_repeat( 'k', 33 ) ) ),
			'no base64url' => array( str_repeat( '!', 43 ) ),
			'a list'       => array( array( 'k' ) ),
		);
	}

	public function test_base64url_writes_and_reads_any_bytes(): void {
		foreach ( array( '', "\0", "\xff\xfe\xfd", 'Åse', random_bytes( 33 ) ) as $bytes ) {
			$this->assertMatchesRegularExpression( '/^[A-Za-z0-9_-]*$/', Base64Url::encode( $bytes ) );
			$this->assertSame( $bytes, Base64Url::decode( Base64Url::encode( $bytes ) ) );
		}
	}

	public function test_base64url_reads_no_padding_no_plain_base64_and_no_white_space(): void {
		foreach ( array( 'YQ==', 'a+/b', "YWJj\n", 'YW Jj', 'A', 'ä' ) as $text ) {
			$this->assertNull( Base64Url::decode( $text ), $text );
		}
	}

	/** @dataProvider requests */
	public function test_a_proof_is_the_fixtures_byte_for_byte( array $vector ): void {
		$proof = Proof::sign( self::key(), $vector['shop'], $vector['bridge'], $vector['method'], $vector['path'], $vector['body'], $vector['iat'], $vector['jti'] );
		$this->assertSame( $vector['token'], $proof );
	}

	public function requests(): array {
		return self::by_what( self::vectors()['requests'] );
	}

	public function test_a_pairing_is_signed_byte_for_byte_as_in_the_fixture(): void {
		$vector = self::vectors()['pairing'];
		$claims = array(
			'iss'     => self::key()->id(),
			'aud'     => $vector['publicUrl'],
			'iat'     => $vector['iat'],
			'pairing' => $vector['pairing'],
			'bh'      => Base64Url::encode( hash( 'sha256', $vector['secret'], true ) ),
		);
		$this->assertSame( $vector['token'], Jws::sign( self::key(), 'kontor-pairing+jws', $claims ) );
	}

	public function test_the_code_that_the_bridge_prints_is_read(): void {
		$vector = self::vectors()['code'];
		$code   = PairingCode::read( $vector['text'] );
		$this->assertSame( array( $vector['u'], $vector['k'], $vector['p'], $vector['s'] ), array( $code->bridge, $code->bridge_key, $code->pairing, $code->secret ) );
	}

	/** @dataProvider good_identities */
	public function test_a_right_identity_gives_its_claims( array $vector ): void {
		$this->assertSame( self::vectors()['identities']['claims'], self::verified( $vector['token'] ) );
	}

	public function good_identities(): array {
		return self::by_what( self::vectors()['identities']['good'] );
	}

	/** @dataProvider bad_identities */
	public function test_a_wrong_identity_is_refused( array $vector ): void {
		$this->assertNull( self::verified( $vector['token'] ) );
	}

	public function bad_identities(): array {
		return self::by_what( self::vectors()['identities']['refused'] );
	}

	public function test_a_key_that_is_none_verifies_nothing(): void {
		$token = self::vectors()['identities']['good'][0]['token'];
		foreach ( array( '', 'short', '!!', Base64Url::encode( str_repeat( "\0", 32 ) ) ) as $x ) {
			$this->assertNull( Jws::verified( $token, 'kontor-identity+jws', $x ) );
		}
	}

	private static function verified( string $token ): ?array {
		$vectors = self::vectors();
		return Jws::verified( $token, $vectors['identities']['typ'], $vectors['key']['public']['x'] );
	}
}
