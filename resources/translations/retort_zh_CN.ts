<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Editor</name>
        <message>
            <source>No terminal was found to run %1 in.</source>
            <translation>找不到可以运行 %1 的终端。</translation>
        </message>
        <message>
            <source>The command of the editor is empty: choose one in the preferences.</source>
            <translation>编辑器命令为空：请在首选项中选择一个。</translation>
        </message>
        <message>
            <source>The editor %1 was not found.</source>
            <translation>找不到编辑器 %1。</translation>
        </message>
        <message>
            <source>%1 was not found. Choose another editor in the preferences.</source>
            <translation>找不到 %1。请在首选项中选择其他编辑器。</translation>
        </message>
        <message>
            <source>No editor that Retort knows was found. Choose one in the preferences.</source>
            <translation>找不到 Retort 支持的编辑器。请在首选项中选择一个。</translation>
        </message>
        <message>
            <source>%1 could not be started.</source>
            <translation>无法启动 %1。</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>Retort was closed unexpectedly. Your servers kept running.</source>
            <translation>Retort 上次意外关闭。您的服务器一直在运行。</translation>
        </message>
    </context>
    <context>
        <name>Output</name>
        <message>
            <source> … %1 more characters</source>
            <translation> … 还有 %1 个字符</translation>
        </message>
    </context>
    <context>
        <name>QObject</name>
        <message>
            <source>Port %1 is no longer held by that program.</source>
            <translation>端口 %1 已不再被该程序占用。</translation>
        </message>
        <message>
            <source>%1 cannot be stopped: %2.</source>
            <translation>无法停止 %1：%2。</translation>
        </message>
        <message>
            <source>Also there.</source>
            <translation>同样可用。</translation>
        </message>
        <message>
            <source>%1 says so.</source>
            <translation>由 %1 指定。</translation>
        </message>
        <message>
            <source>%1 (%2)</source>
            <translation>%1（%2）</translation>
        </message>
        <message>
            <source>%1 does not exist.</source>
            <translation>%1 不存在。</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::AttachDialog</name>
        <message>
            <source>Attach to a running server</source>
            <translation>连接到运行中的服务器</translation>
        </message>
        <message>
            <source>Servers that were started in a terminal with “retort --no-gui” show here by themselves.</source>
            <translation>在终端中用 “retort --no-gui” 启动的服务器会自动显示在这里。</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::CheckLine</name>
        <message>
            <source>Problem</source>
            <translation>问题</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::ChooseDialog</name>
        <message>
            <source>Use</source>
            <translation>使用</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::ClosingDialog</name>
        <message>
            <source>Do this every time</source>
            <translation>每次都这样做</translation>
        </message>
        <message>
            <source>Close Retort</source>
            <translation>关闭 Retort</translation>
        </message>
        <message>
            <source>1 site is serving.</source>
            <translation>有 1 个站点正在运行。</translation>
        </message>
        <message>
            <source>%1 sites are serving.</source>
            <translation>有 %1 个站点正在运行。</translation>
        </message>
        <message>
            <source>A site can keep serving without the window; it is in the list again when Retort is opened.</source>
            <translation>关闭窗口后站点可以继续运行；下次打开 Retort 时它会重新出现在列表中。</translation>
        </message>
        <message>
            <source>Keep serving</source>
            <translation>继续运行</translation>
        </message>
        <message>
            <source>Stop and quit</source>
            <translation>停止并退出</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::ExportDialog</name>
        <message>
            <source>Export %1</source>
            <translation>导出 %1</translation>
        </message>
        <message>
            <source>What to make files for</source>
            <translation>导出目标</translation>
        </message>
        <message>
            <source>Text of the file</source>
            <translation>文件内容</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Save…</source>
            <translation>保存…</translation>
        </message>
        <message>
            <source>&amp;Domain</source>
            <translation>域名(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;User</source>
            <translation>用户(&amp;U)</translation>
        </message>
        <message>
            <source>&amp;Replicas</source>
            <translation>副本数(&amp;R)</translation>
        </message>
        <message>
            <source>What could not be carried over stands in the heading of each file.</source>
            <translation>未能转换的内容列在每个文件的开头。</translation>
        </message>
        <message>
            <source>Save all…</source>
            <translation>全部保存…</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>已复制。</translation>
        </message>
        <message>
            <source>Save the files in a folder</source>
            <translation>将文件保存到文件夹</translation>
        </message>
        <message>
            <source>%1 is there already and stays as it is. Choose another folder.</source>
            <translation>%1 已存在，不会被覆盖。请选择其他文件夹。</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2.</source>
            <translation>无法写入 %1：%2。</translation>
        </message>
        <message>
            <source>Saved in %1.</source>
            <translation>已保存到 %1。</translation>
        </message>
        <message>
            <source>This site has no ini yet, and production files start from one. “retort init” in its folder writes it.</source>
            <translation>此站点还没有 ini 文件，而生产环境文件要从它生成。在其文件夹中运行 “retort init” 即可创建。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::NewSiteDialog</name>
        <message>
            <source>Start</source>
            <translation>启动</translation>
        </message>
        <message>
            <source>Add without starting</source>
            <translation>仅添加，不启动</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>新建站点</translation>
        </message>
        <message>
            <source>module:callable</source>
            <translation>模块:可调用对象</translation>
        </message>
        <message>
            <source>App</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>Python</source>
            <translation>Python</translation>
        </message>
        <message>
            <source>&amp;Folder</source>
            <translation>文件夹(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;App</source>
            <translation>应用(&amp;A)</translation>
        </message>
        <message>
            <source>P&amp;ython</source>
            <translation>Python(&amp;Y)</translation>
        </message>
        <message>
            <source>&amp;Port</source>
            <translation>端口(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>名称(&amp;N)</translation>
        </message>
        <message>
            <source>A project folder, an app.py or a uwsgi.ini</source>
            <translation>项目文件夹、app.py 或 uwsgi.ini</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Choose the folder</source>
            <translation>选择文件夹</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>端口</translation>
        </message>
        <message>
            <source>Pick a free one</source>
            <translation>选一个空闲端口</translation>
        </message>
        <message>
            <source>Choose the project folder</source>
            <translation>选择项目文件夹</translation>
        </message>
        <message>
            <source>Looking at the project…</source>
            <translation>正在查看项目…</translation>
        </message>
        <message>
            <source>Served as %1 says.</source>
            <translation>按 %1 的配置运行。</translation>
        </message>
        <message>
            <source>%1 more to choose from.</source>
            <translation>还有 %1 个可选。</translation>
        </message>
        <message>
            <source>%1 to choose from.</source>
            <translation>共有 %1 个可选。</translation>
        </message>
        <message>
            <source>Found by itself.</source>
            <translation>自动找到。</translation>
        </message>
        <message>
            <source>As the ini says.</source>
            <translation>以 ini 文件为准。</translation>
        </message>
        <message>
            <source>The ini names none: a free one is taken.</source>
            <translation>ini 文件未指定端口：将使用空闲端口。</translation>
        </message>
        <message>
            <source>Ports under 1024 need administrator rights.</source>
            <translation>1024 以下的端口需要管理员权限。</translation>
        </message>
        <message>
            <source>Another site has port %1.</source>
            <translation>端口 %1 已分配给其他站点。</translation>
        </message>
        <message>
            <source>Port %1 is in use by another program.</source>
            <translation>端口 %1 被其他程序占用。</translation>
        </message>
        <message>
            <source>http://127.0.0.1:%1 is free. Only this computer can reach it.</source>
            <translation>http://127.0.0.1:%1 可用，仅本机可以访问。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::PreferencesDialog</name>
        <message>
            <source>Start the sites again that served when Retort was closed</source>
            <translation>重新启动上次关闭 Retort 时正在运行的站点</translation>
        </message>
        <message>
            <source>A program and its arguments; {file} and {line} are filled in. No shell is involved.</source>
            <translation>程序及其参数；{file} 和 {line} 会被替换。不经过 shell。</translation>
        </message>
        <message>
            <source>Hide images, styles and scripts in the list of requests</source>
            <translation>在请求列表中隐藏图片、样式和脚本</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>首选项</translation>
        </message>
        <message>
            <source>General</source>
            <translation>常规</translation>
        </message>
        <message>
            <source>Editor</source>
            <translation>编辑器</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>记录</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>询问</translation>
        </message>
        <message>
            <source>Keep serving</source>
            <translation>继续运行</translation>
        </message>
        <message>
            <source>Stop all sites</source>
            <translation>停止所有站点</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Counts from the next start.</source>
            <translation>下次启动时生效。</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>主题</translation>
        </message>
        <message>
            <source>When the window is closed</source>
            <translation>关闭窗口时</translation>
        </message>
        <message>
            <source>The first one found</source>
            <translation>找到的第一个</translation>
        </message>
        <message>
            <source>%1 (not found)</source>
            <translation>%1（未找到）</translation>
        </message>
        <message>
            <source>Another one</source>
            <translation>其他</translation>
        </message>
        <message>
            <source>Open files in</source>
            <translation>打开文件的程序</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>命令</translation>
        </message>
        <message>
            <source>Requests kept</source>
            <translation>保留的请求数</translation>
        </message>
        <message>
            <source>The oldest leave first. What is in the list is forgotten when Retort ends.</source>
            <translation>最旧的先被移除。Retort 退出后列表内容不保留。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::StopProgramDialog</name>
        <message>
            <source>Stop the program on port %1</source>
            <translation>停止占用端口 %1 的程序</translation>
        </message>
        <message>
            <source>%1 (pid %2) has port %3.</source>
            <translation>%1（pid %2）占用了端口 %3。</translation>
        </message>
        <message>
            <source>The program on port %1 has ended, or belongs to another user.</source>
            <translation>占用端口 %1 的程序已结束，或属于其他用户。</translation>
        </message>
        <message>
            <source>Unsaved work in it may be lost.</source>
            <translation>其中未保存的工作可能会丢失。</translation>
        </message>
        <message>
            <source>Stop %1</source>
            <translation>停止 %1</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Waiting for it to end…</source>
            <translation>正在等待其结束…</translation>
        </message>
        <message>
            <source>It did not end. Stop it where you started it.</source>
            <translation>它没有结束。请在启动它的地方停止它。</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
    </context>
    <context>
        <name>Retort::Dialogs::WorkersDialog</name>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 分钟</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 小时</translation>
        </message>
        <message>
            <source>idle</source>
            <translation>空闲</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>忙碌</translation>
        </message>
        <message>
            <source>starting</source>
            <translation>启动中</translation>
        </message>
        <message>
            <source>Workers of %1</source>
            <translation>%1 的工作进程</translation>
        </message>
        <message>
            <source>Worker</source>
            <translation>工作进程</translation>
        </message>
        <message>
            <source>Process</source>
            <translation>进程</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>忙碌</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Replaced</source>
            <translation>已替换</translation>
        </message>
        <message>
            <source>Load</source>
            <translation>加载</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>内存</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>运行时间</translation>
        </message>
        <message>
            <source>%1 in all</source>
            <translation>共 %1</translation>
        </message>
    </context>
    <context>
        <name>Retort::Output::OutputModel</name>
        <message>
            <source>%1 lines are not shown: they came faster than they could be read.</source>
            <translation>有 %1 行未显示：输出速度超过了读取速度。</translation>
        </message>
        <message>
            <source>worker %1</source>
            <translation>工作进程 %1</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Worker</source>
            <translation>工作进程</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>内容</translation>
        </message>
    </context>
    <context>
        <name>Retort::Output::OutputTab</name>
        <message>
            <source>All lines</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Warnings and errors</source>
            <translation>警告和错误</translation>
        </message>
        <message>
            <source>Errors</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Which lines to show</source>
            <translation>显示哪些行</translation>
        </message>
        <message>
            <source>Follow the end</source>
            <translation>跟随末尾</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>Find (Ctrl+F)</source>
            <translation>查找 (Ctrl+F)</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>另存为…</translation>
        </message>
        <message>
            <source>Find in output</source>
            <translation>在输出中查找</translation>
        </message>
        <message>
            <source>Previous</source>
            <translation>上一个</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>下一个</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Output of the site</source>
            <translation>站点输出</translation>
        </message>
        <message>
            <source>Undo: show the cleared lines again</source>
            <translation>撤销：重新显示已清空的行</translation>
        </message>
        <message>
            <source>1 line</source>
            <translation>1 行</translation>
        </message>
        <message>
            <source>%1 lines</source>
            <translation>%1 行</translation>
        </message>
        <message>
            <source>%1, %2 hidden</source>
            <translation>%1，隐藏 %2 行</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>未找到</translation>
        </message>
        <message>
            <source>Save the output</source>
            <translation>保存输出</translation>
        </message>
        <message>
            <source>Saved to %1</source>
            <translation>已保存到 %1</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2.</source>
            <translation>无法写入 %1：%2。</translation>
        </message>
    </context>
    <context>
        <name>Retort::Sites::EngineProcess</name>
        <message>
            <source>%1 cannot be started: %2.</source>
            <translation>无法启动 %1：%2。</translation>
        </message>
    </context>
    <context>
        <name>Retort::Sites::Site</name>
        <message>
            <source>The folder %1 does not exist.</source>
            <translation>文件夹 %1 不存在。</translation>
        </message>
        <message>
            <source>reload · %1 ms · load %2</source>
            <translation>重新加载 · %1 毫秒 · 第 %2 次加载</translation>
        </message>
    </context>
    <context>
        <name>Retort::Sites::SiteList</name>
        <message>
            <source>stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>loading</source>
            <translation>加载中</translation>
        </message>
        <message>
            <source>error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>attached</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>%1, %2, %3</source>
            <translation>%1，%2，%3</translation>
        </message>
    </context>
    <context>
        <name>Retort::States::NeverStartedPage</name>
        <message>
            <source>Folder</source>
            <translation>文件夹</translation>
        </message>
        <message>
            <source>App</source>
            <translation>应用</translation>
        </message>
        <message>
            <source>Python</source>
            <translation>Python</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>启动</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
    </context>
    <context>
        <name>Retort::States::NoSitePage</name>
        <message>
            <source>Drop a project folder here</source>
            <translation>将项目文件夹拖放到这里</translation>
        </message>
        <message>
            <source>Retort finds the app, the Python and a free port.</source>
            <translation>Retort 会找到应用、Python 和空闲端口。</translation>
        </message>
        <message>
            <source>Choose folder…</source>
            <translation>选择文件夹…</translation>
        </message>
        <message>
            <source>Try the sample</source>
            <translation>试用示例</translation>
        </message>
        <message>
            <source>Attach to a running server</source>
            <translation>连接到运行中的服务器</translation>
        </message>
    </context>
    <context>
        <name>Retort::States::ReadyPage</name>
        <message>
            <source>Open in browser</source>
            <translation>在浏览器中打开</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Command to try it in a terminal</source>
            <translation>可在终端中试用的命令</translation>
        </message>
        <message>
            <source>Copy the command</source>
            <translation>复制命令</translation>
        </message>
        <message>
            <source>Ready at %1</source>
            <translation>已就绪：%1</translation>
        </message>
        <message>
            <source>Nothing was requested</source>
            <translation>没有任何请求</translation>
        </message>
        <message>
            <source>Requests show here as they come.</source>
            <translation>收到的请求会显示在这里。</translation>
        </message>
        <message>
            <source>Start the site, and open its address in a browser.</source>
            <translation>启动站点，然后在浏览器中打开其地址。</translation>
        </message>
    </context>
    <context>
        <name>Retort::States::StateStrip</name>
        <message>
            <source>Message</source>
            <translation>消息</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close this message</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <source>%1 of %2</source>
            <translation>%1/%2</translation>
        </message>
        <message>
            <source>Show the next message</source>
            <translation>显示下一条消息</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::AddressPill</name>
        <message>
            <source>Copy the address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>在浏览器中打开</translation>
        </message>
        <message>
            <source>All addresses</source>
            <translation>所有地址</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::MainWindow</name>
        <message>
            <source>State of the site</source>
            <translation>站点状态</translation>
        </message>
        <message>
            <source>Answers with 5xx since the start: show them</source>
            <translation>启动以来的 5xx 响应：点击查看</translation>
        </message>
        <message>
            <source>No sites</source>
            <translation>没有站点</translation>
        </message>
        <message>
            <source>1 error</source>
            <translation>1 个错误</translation>
        </message>
        <message>
            <source>%1 errors</source>
            <translation>%1 个错误</translation>
        </message>
        <message>
            <source>%1 – Retort</source>
            <translation>%1 – Retort</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>启动</translation>
        </message>
        <message>
            <source>Reload</source>
            <translation>重新加载</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>在浏览器中打开</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Open folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Duplicate</source>
            <translation>复制站点</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>侧边栏</translation>
        </message>
        <message>
            <source>Tool bar</source>
            <translation>工具栏</translation>
        </message>
        <message>
            <source>Filter requests</source>
            <translation>筛选请求</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>文件(&amp;F)</translation>
        </message>
        <message>
            <source>New site…</source>
            <translation>新建站点…</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>打开…</translation>
        </message>
        <message>
            <source>Attach to a running server…</source>
            <translation>连接到运行中的服务器…</translation>
        </message>
        <message>
            <source>Preferences…</source>
            <translation>首选项…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
        <message>
            <source>&amp;Site</source>
            <translation>站点(&amp;S)</translation>
        </message>
        <message>
            <source>Workers…</source>
            <translation>工作进程…</translation>
        </message>
        <message>
            <source>&amp;Request</source>
            <translation>请求(&amp;R)</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清空</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>Next site</source>
            <translation>下一个站点</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>About Retort</source>
            <translation>关于 Retort</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Choose the project folder</source>
            <translation>选择项目文件夹</translation>
        </message>
        <message>
            <source>The address was copied.</source>
            <translation>地址已复制。</translation>
        </message>
        <message>
            <source>Open in editor</source>
            <translation>在编辑器中打开</translation>
        </message>
        <message>
            <source>Open an app file or an ini</source>
            <translation>打开应用文件或 ini 文件</translation>
        </message>
        <message>
            <source>Python and ini files (*.py *.ini)</source>
            <translation>Python 和 ini 文件 (*.py *.ini)</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::Sidebar</name>
        <message>
            <source>Sites</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>New site (Ctrl+N)</source>
            <translation>新建站点 (Ctrl+N)</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>新建站点</translation>
        </message>
        <message>
            <source>No sites</source>
            <translation>没有站点</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::SingleInstance</name>
        <message>
            <source>Another window of Retort is open, and does not answer at %1: %2.</source>
            <translation>另一个 Retort 窗口已打开，但在 %1 没有响应：%2。</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::SiteActions</name>
        <message>
            <source>Preferences…</source>
            <translation>首选项…</translation>
        </message>
        <message>
            <source>Choose the app</source>
            <translation>选择应用</translation>
        </message>
        <message>
            <source>module:callable or file.py</source>
            <translation>模块:可调用对象 或 file.py</translation>
        </message>
        <message>
            <source>Choose the Python</source>
            <translation>选择 Python</translation>
        </message>
        <message>
            <source>Folder of a virtual environment</source>
            <translation>虚拟环境的文件夹</translation>
        </message>
        <message>
            <source>%1 was removed from the list. Its files are as they were.</source>
            <translation>%1 已从列表中移除，其文件未作改动。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::SitePage</name>
        <message>
            <source>Requests</source>
            <translation>请求</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>输出</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>a free port</source>
            <translation>空闲端口</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::Tray</name>
        <message>
            <source>Open in browser</source>
            <translation>在浏览器中打开</translation>
        </message>
        <message>
            <source>Reload</source>
            <translation>重新加载</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>启动</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Start all</source>
            <translation>全部启动</translation>
        </message>
        <message>
            <source>Stop all</source>
            <translation>全部停止</translation>
        </message>
        <message>
            <source>Show window</source>
            <translation>显示窗口</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>退出</translation>
        </message>
    </context>
    <context>
        <name>Retort::Window::WorkerSquares</name>
        <message>
            <source>%1 of %2 threads are busy</source>
            <translation>%2 个线程中有 %1 个忙碌</translation>
        </message>
        <message>
            <source>Click for the workers</source>
            <translation>点击查看工作进程</translation>
        </message>
        <message>
            <source>Workers</source>
            <translation>工作进程</translation>
        </message>
    </context>
    <context>
        <name>Sample</name>
        <message>
            <source>The sample cannot be written to %1.</source>
            <translation>无法将示例写入 %1。</translation>
        </message>
    </context>
    <context>
        <name>Sites</name>
        <message>
            <source>No address with port %1 stands in %2.</source>
            <translation>%2 中没有使用端口 %1 的地址。</translation>
        </message>
    </context>
    <context>
        <name>States</name>
        <message>
            <source>Open in editor</source>
            <translation>在编辑器中打开</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Retort reloads when you save.</source>
            <translation>保存后 Retort 会重新加载。</translation>
        </message>
        <message>
            <source>Reload when it is mended.</source>
            <translation>修复后请重新加载。</translation>
        </message>
        <message>
            <source>Show output</source>
            <translation>查看输出</translation>
        </message>
        <message>
            <source>%1 line %2</source>
            <translation>%1 第 %2 行</translation>
        </message>
        <message>
            <source>%1: %2. %3</source>
            <translation>%1：%2。%3</translation>
        </message>
        <message>
            <source>Serving load %1 from %2.</source>
            <translation>正在使用 %2 的第 %1 次加载。</translation>
        </message>
        <message>
            <source>%1 The new code has an error: %2</source>
            <translation>%1新代码有错误：%2</translation>
        </message>
        <message>
            <source>%1 The new code has an error in %2 line %3.</source>
            <translation>%1新代码在 %2 第 %3 行有错误。</translation>
        </message>
        <message>
            <source>%1 The new code has an error in %2.</source>
            <translation>%1新代码在 %2 中有错误。</translation>
        </message>
        <message>
            <source>Python</source>
            <translation>Python</translation>
        </message>
        <message>
            <source>Python %1</source>
            <translation>Python %1</translation>
        </message>
        <message>
            <source>No module named `%1` in %2.</source>
            <translation>在 %2 中找不到模块 `%1`。</translation>
        </message>
        <message>
            <source>Copy install command</source>
            <translation>复制安装命令</translation>
        </message>
        <message>
            <source>Choose another Python</source>
            <translation>选择其他 Python</translation>
        </message>
        <message>
            <source>`%1` has no WSGI app.</source>
            <translation>`%1` 中没有 WSGI 应用。</translation>
        </message>
        <message>
            <source>Found: %1.</source>
            <translation>找到：%1。</translation>
        </message>
        <message>
            <source>Use %1</source>
            <translation>使用 %1</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>选择…</translation>
        </message>
        <message>
            <source>Two apps in `%1`: %2. Which one?</source>
            <translation>`%1` 中有两个应用：%2。使用哪一个？</translation>
        </message>
        <message>
            <source>%1 apps in `%2`: %3. Which one?</source>
            <translation>`%2` 中有 %1 个应用：%3。使用哪一个？</translation>
        </message>
        <message>
            <source>%1 s</source>
            <translation>%1 秒</translation>
        </message>
        <message>
            <source>1 process</source>
            <translation>1 个进程</translation>
        </message>
        <message>
            <source>%1 processes</source>
            <translation>%1 个进程</translation>
        </message>
        <message>
            <source>1 thread</source>
            <translation>1 个线程</translation>
        </message>
        <message>
            <source>%1 threads</source>
            <translation>%1 个线程</translation>
        </message>
        <message>
            <source>another program</source>
            <translation>其他程序</translation>
        </message>
        <message>
            <source>%1 (pid %2)</source>
            <translation>%1（pid %2）</translation>
        </message>
        <message>
            <source>Port %1 is used by %2.</source>
            <translation>端口 %1 被 %2 占用。</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Stop %1…</source>
            <translation>停止 %1…</translation>
        </message>
        <message>
            <source>Ports under 1024 need administrator rights.</source>
            <translation>1024 以下的端口需要管理员权限。</translation>
        </message>
        <message>
            <source>The server process ended before it served.</source>
            <translation>服务器进程在提供服务之前就结束了。</translation>
        </message>
        <message>
            <source>signal %1</source>
            <translation>信号 %1</translation>
        </message>
        <message>
            <source>exit code %1</source>
            <translation>退出码 %1</translation>
        </message>
        <message>
            <source>The server process ended unexpectedly (%1).</source>
            <translation>服务器进程意外结束（%1）。</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>重新启动</translation>
        </message>
        <message>
            <source>Copy report</source>
            <translation>复制报告</translation>
        </message>
        <message>
            <source>No connection to %1 since %2. Trying again in %3 s.</source>
            <translation>自 %2 起与 %1 失去连接。%3 秒后重试。</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>立即重试</translation>
        </message>
        <message>
            <source>Workers stop within 1 s of starting (%1 times). Retort waits.</source>
            <translation>工作进程启动后 1 秒内就停止（%1 次）。Retort 正在等待。</translation>
        </message>
        <message>
            <source>Start one worker only</source>
            <translation>只启动一个工作进程</translation>
        </message>
        <message>
            <source>Importing the app … %1</source>
            <translation>正在导入应用… %1</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Loading the app again</source>
            <translation>正在重新加载应用</translation>
        </message>
        <message>
            <source>Loading changes in %1</source>
            <translation>正在加载 %1 的更改</translation>
        </message>
        <message>
            <source>%1, 1 request held</source>
            <translation>%1，1 个请求等待中</translation>
        </message>
        <message>
            <source>%1, %2 requests held</source>
            <translation>%1，%2 个请求等待中</translation>
        </message>
        <message>
            <source>`%1` changed on disk.</source>
            <translation>`%1` 在磁盘上已更改。</translation>
        </message>
        <message>
            <source>Load changes</source>
            <translation>加载更改</translation>
        </message>
        <message>
            <source>OK</source>
            <translation>确定</translation>
        </message>
        <message>
            <source>stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>loading</source>
            <translation>加载中</translation>
        </message>
        <message>
            <source>stopping</source>
            <translation>停止中</translation>
        </message>
        <message>
            <source>old code</source>
            <translation>旧代码</translation>
        </message>
        <message>
            <source>1 error</source>
            <translation>1 个错误</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>未连接</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>已停止</translation>
        </message>
        <message>
            <source>Starting</source>
            <translation>正在启动</translation>
        </message>
        <message>
            <source>Stopping: requests that run are finished first</source>
            <translation>正在停止：先完成处理中的请求</translation>
        </message>
        <message>
            <source>Not started</source>
            <translation>未启动</translation>
        </message>
        <message>
            <source>Ended unexpectedly</source>
            <translation>意外结束</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>未连接</translation>
        </message>
        <message>
            <source>Error</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>运行中</translation>
        </message>
        <message>
            <source>Running old code</source>
            <translation>正在运行旧代码</translation>
        </message>
        <message>
            <source>Stopping</source>
            <translation>正在停止</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>加载中</translation>
        </message>
        <message>
            <source>%1 × %2</source>
            <translation>%1 × %2</translation>
        </message>
        <message>
            <source>load %1 in %2 ms</source>
            <translation>第 %1 次加载，%2 毫秒</translation>
        </message>
    </context>
    <context>
        <name>TextDialogs</name>
        <message>
            <source>Shortcuts</source>
            <translation>快捷键</translation>
        </message>
        <message>
            <source>Tab 1 to 4</source>
            <translation>标签页 1 到 4</translation>
        </message>
        <message>
            <source>Site 1 to 9</source>
            <translation>站点 1 到 9</translation>
        </message>
        <message>
            <source>Next or previous area</source>
            <translation>下一个或上一个区域</translation>
        </message>
        <message>
            <source>About Retort</source>
            <translation>关于 Retort</translation>
        </message>
        <message>
            <source>Qt %1 on %2</source>
            <translation>Qt %1，%2</translation>
        </message>
        <message>
            <source>A development server for Python web apps that runs them as uWSGI does.</source>
            <translation>以 uWSGI 的方式运行 Python Web 应用的开发服务器。</translation>
        </message>
        <message>
            <source>Apache License 2.0. The window uses Qt under the LGPL 3.</source>
            <translation>Apache 许可证 2.0。窗口使用基于 LGPL 3 的 Qt。</translation>
        </message>
        <message>
            <source>Copy versions</source>
            <translation>复制版本信息</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
</TS>
