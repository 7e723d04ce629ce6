# Prints random pairs of versions with the order that RubyGems gives them, and requirements with whether they allow a version.
require 'json'

count, seed = ARGV.map(&:to_i)
random = Random.new(seed)
words = %w[a b alpha beta rc pre dev A RC x rc1 b2 1a]
number = -> { [0, 0, 1, 2, 3, 10, 00, 20, 2024, 99_999_999_999_999_999_999][random.rand(10)].to_s }
part = -> { random.rand(4).zero? ? words[random.rand(words.size)] : (random.rand(12).zero? ? "0#{number.call}" : number.call) }
version = lambda do
  text = ([number.call] + Array.new(random.rand(4)) { part.call }).join('.')
  text += "-#{Array.new(1 + random.rand(2)) { part.call }.join('.')}" if random.rand(6).zero?
  text
end
near = lambda do |text|
  case random.rand(4)
  when 0 then text + '.0'
  when 1 then text.sub(/\d+/) { |digits| (digits.to_i + 1).to_s }
  when 2 then text + '.' + part.call
  else version.call
  end
end
signs = ['', '=', '!=', '>', '>=', '<', '<=', '~>']

count.times do
  left = version.call
  right = near.call(left)
  puts JSON.generate(['order', left, right, Gem::Version.new(left) <=> Gem::Version.new(right)])
  requirement = "#{signs[random.rand(signs.size)]} #{left}".strip
  next if requirement == left
  allowed = Gem::Requirement.new(requirement).satisfied_by?(Gem::Version.new(right))
  puts JSON.generate(['range', requirement, right, allowed])
end
