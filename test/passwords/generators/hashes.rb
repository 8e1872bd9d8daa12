# Ruby's bcrypt (ruby-bcrypt) and Devise's encryptor over it (ruby-devise), from Debian's packages:
# ruby hashes.rb <folder ruby-devise was unpacked in>
require 'bcrypt'
require 'json'

# The one thing that the encryptor needs of Rails.
class Object
  def present? = !(nil? || self == '')
end

require Dir["#{ARGV[0]}/**/devise/encryptor.rb"].first

Site = Struct.new(:pepper, :stretches)

def write_vectors(name, program, format, options = nil)
  vectors = []
  refused = []
  JSON.parse(File.read("#{__dir__}/passwords.json")).each do |password|
    vector = { format: format, password: password, hash: yield(password) }
    vectors << (options ? vector.merge(options: options) : vector)
  rescue StandardError => e
    refused << { format: format, password: password, because: e.class.name }
  end
  content = { program: program, command: 'ruby hashes.rb', vectors: vectors, refused: refused }
  File.write("#{__dir__}/../vectors/#{name}.json", "#{JSON.pretty_generate(content)}\n")
  puts "#{name}: #{vectors.size} vectors, #{refused.size} refused"
end

bcrypt = "bcrypt-ruby #{Gem.loaded_specs['bcrypt']&.version || '3.1.18'}"
write_vectors('ruby-bcrypt', bcrypt, 'bcrypt') { |password| BCrypt::Password.create(password, cost: 4).to_s }

site = Site.new('a pepper of the site', 4)
write_vectors('devise', "Devise 4.8.1 on #{bcrypt}", 'bcrypt', { pepper: site.pepper }) do |password|
  Devise::Encryptor.digest(site, password)
end
